//! Which authority, and which state of it.

use std::fmt;

/// The name of an authority and the number of its state: what travels with
/// stored content, so that it is not read under a table that does not know it.
///
/// Count up by one whenever you change the table. The built-in tables have no
/// version: their ids mean the same everywhere, and content that names no
/// authority is read under any.
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
    /// The number of its state: a greater one is newer.
    #[cfg_attr(feature = "schemars", schemars(range(max = u32::MAX)))]
    version: u32,
}

impl AuthorityVersion {
    /// Makes the version: this state of the authority of this name.
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

    /// Returns the number of its state: a greater one is newer.
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
