//! The name and version of an authority.

use std::fmt;

/// The name and version of an authority. Stored content carries them, so that it is not
/// read under a table that does not know it.
///
/// Count up by one whenever you change the table. The built-in tables have no version:
/// their ids mean the same everywhere. Content without a version is read under any table.
///
/// ```
/// use standoff::Authority;
///
/// let authority = Authority::standard().to_builder().version("newsroom", 3).build()?;
/// assert_eq!(authority.version().unwrap().to_string(), "newsroom 3");
/// # Ok::<(), standoff::authority::AuthorityError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(transform = crate::words::json_schema::plain)
)]
#[cfg_attr(
    feature = "serde",
    serde(
        expecting = "the name and version of an authority",
        deny_unknown_fields
    )
)]
pub struct AuthorityVersion {
    /// The name of the authority.
    pub(super) name: String,
    /// The version: a greater number is newer.
    #[cfg_attr(feature = "schemars", schemars(range(max = u32::MAX)))]
    version: u32,
}

impl AuthorityVersion {
    /// Makes a version of the authority of this name.
    #[must_use]
    pub fn new(name: impl Into<String>, version: u32) -> Self {
        let name = name.into();
        Self { name, version }
    }

    /// Returns the name of the authority.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the version number: a greater number is newer.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version
    }
}

impl fmt::Display for AuthorityVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.version)
    }
}
