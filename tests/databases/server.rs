//! A PostgreSQL server, with a separate database for each test.

use std::env;

use postgres::{Client, Config, NoTls};

use newsroom::postgres::Postgres;

#[derive(Clone)]
pub(crate) struct Server(Config);

impl Server {
    /// Returns the server that the environment names.
    pub(crate) fn of_environment() -> Option<Self> {
        let address = env::var("STANDOFF_POSTGRES").ok()?;
        let mut config: Config = address.parse().unwrap();
        if config.get_dbname().is_none() {
            config.dbname("postgres");
        }
        Some(Self(config))
    }

    /// Runs a test in a new database, which is dropped afterwards.
    pub(crate) fn with_database(&self, name: &str, test: fn(&mut Postgres)) {
        let database = Temporary::new(self.clone(), name);
        let mut config = self.0.clone();
        config.dbname(&database.name);
        test(&mut Postgres::at(&config).unwrap());
    }

    fn client(&self) -> Client {
        self.0.connect(NoTls).unwrap()
    }
}

/// Drops the database even if the test fails.
struct Temporary {
    server: Server,
    name: String,
}

impl Temporary {
    fn new(server: Server, name: &str) -> Self {
        let name = format!("{name}_{}", std::process::id());
        let statement = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'");
        server.client().batch_execute(&statement).unwrap();
        Self { server, name }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let statement = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        self.server.client().batch_execute(&statement).unwrap();
    }
}
