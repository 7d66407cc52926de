//! The command line: `twilight serve`, `demo`, `migrate`, `import-schools`, `folds`, `verify`, `check`, `user add`, `backup`, `restore`, `fixture`.
//!
//! A server has its database for itself (`store::Lock`), as have `demo` and `restore`, which would pull it from under its feet.
//! The other commands may run beside it: what they write are transactions like its own, and they never touch a document.

mod backup;
mod check;
mod folds;
mod import_schools;
mod imported;
mod problem;
mod user;
mod verify;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use model::documents::Kind;
use store::{Database, Lock, StoreError, Use};

use self::problem::CliError;
use crate::config::{DatabaseConfig, LogConfig, ServeConfig};
use crate::{demo, fixture, panics, serve, telemetry};

pub use check::{CheckError, Fault, Faulty};
pub use folds::FoldsError;
pub use import_schools::ImportProblem;
pub use user::UserProblem;
pub use verify::{NotAsSigned, VerifyError};

/// Twilight: live lesson boards for Teaching for Mastery Work Groups. One program, one SQLite file
#[derive(Debug, Parser)]
#[command(name = "twilight", version, about, after_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    log: LogConfig,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
To try it:
  twilight serve --demo --database demo.db      then open http://127.0.0.1:3000

To run it for a school or hub:
  twilight migrate --database twilight.db
  twilight user add --database twilight.db --name 'Nell Ashby' --email nell@hub.example --hub-admin --hub-name 'Lantern Vale Maths Hub'
  TWILIGHT_ORIGIN=https://twilight.example twilight serve --database twilight.db

To back it up while it runs (a plain copy of the file is not whole), and to put that in its place again once it is stopped:
  twilight backup /backups/tuesday.db --database twilight.db
  twilight restore /backups/tuesday.db --database twilight.db --force";

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server until ctrl-c
    Serve {
        #[command(flatten)]
        database: DatabaseConfig,
        #[command(flatten)]
        config: ServeConfig,
        /// Fill the database with the demonstration when it is new
        #[arg(long, env = "TWILIGHT_DEMO")]
        demo: bool,
    },
    /// Make the demonstration: a Work Group of eight invented schools with its boards
    Demo {
        #[command(flatten)]
        database: DatabaseConfig,
        /// Delete the demonstration that is there, and make it anew. Never touches a database that is not one
        #[arg(long)]
        again: bool,
    },
    /// Make the database, or bring it up to date
    Migrate {
        #[command(flatten)]
        database: DatabaseConfig,
    },
    /// Bring in schools from Get Information about Schools; what is in already is compared, and only changes are written
    ImportSchools {
        #[command(flatten)]
        database: DatabaseConfig,
        #[command(flatten)]
        files: import_schools::ImportSchools,
    },
    /// Schools that go on under another number: name them, and take back what was wrongly taken for one
    #[command(subcommand)]
    Folds(folds::Folds),
    /// Walk through all signatures of commitments, and say whether each is as it was signed
    Verify {
        #[command(flatten)]
        database: DatabaseConfig,
    },
    /// Open every document as the server would, and say which can't be read, and why. Changes nothing
    Check {
        #[command(flatten)]
        database: DatabaseConfig,
    },
    /// Copy the database while it is in use: whole, looked through, and nobody else's to read
    Backup {
        #[command(flatten)]
        database: DatabaseConfig,
        #[command(flatten)]
        backup: backup::Backup,
    },
    /// Put a backup in the database's place; one that is there is kept beside it under another name
    Restore {
        #[command(flatten)]
        database: DatabaseConfig,
        #[command(flatten)]
        restore: backup::Restore,
    },
    /// People with an account
    #[command(subcommand)]
    User(UserCommand),
    /// For load tests: signed-in people and documents, as JSON
    Fixture {
        #[command(flatten)]
        database: DatabaseConfig,
        /// How many boards
        #[arg(long, default_value_t = 1)]
        boards: usize,
        /// How many plans in their place
        #[arg(long, conflicts_with = "boards")]
        plans: Option<usize>,
        /// A workshop whose twilight is on, with tables and boards, in their place
        #[arg(long, conflicts_with_all = ["boards", "plans", "notes", "people"])]
        workshop: bool,
        /// How many guests have come to it already
        #[arg(long, requires = "workshop", default_value_t = 0)]
        guests: u32,
        /// How many documents of private notes in their place
        #[arg(long, conflicts_with_all = ["boards", "plans"])]
        notes: Option<usize>,
        /// How many people; each may edit every document
        #[arg(long, default_value_t = 2)]
        people: usize,
        /// As for `serve`: with https the cookies have another name
        #[arg(long, env = "TWILIGHT_ORIGIN", value_name = "URL")]
        origin: Option<crate::config::Origin>,
    },
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Give somebody an account
    Add {
        #[command(flatten)]
        database: DatabaseConfig,
        #[command(flatten)]
        user: user::NewUser,
    },
}

/// Runs the command that the process was started with.
pub async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do if even this can't be written.
            let _ = writeln!(io::stderr(), "twilight: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<(), CliError> {
    telemetry::init(&cli.log)?;
    match cli.command {
        Command::Serve { database, config, demo } => serve(database, config, demo).await,
        Command::Demo { database, again } => {
            let _alone = Lock::take(&database.file, Use::Alone)?;
            let database = open(&database).await?;
            let made = if again { demo::again(&database).await? } else { demo::create(&database).await? };
            database.close().await;
            Ok(writeln!(io::stdout(), "{made}")?)
        }
        Command::Migrate { database } => {
            open(&database).await?.close().await;
            Ok(writeln!(io::stdout(), "{} is up to date.", database.file.display())?)
        }
        Command::ImportSchools { database, files } => {
            let database = open(&database).await?;
            let made = import_schools::import(&database, &files).await;
            database.close().await;
            Ok(writeln!(io::stdout(), "{}", made?)?)
        }
        Command::Folds(folds) => {
            let database = open(folds.database()).await?;
            let done = folds::run(&database, &folds).await;
            database.close().await;
            Ok(writeln!(io::stdout(), "{}", done?)?)
        }
        Command::Verify { database } => {
            // As it is: looking must not change the file.
            let database = Database::open(&database.file, false).await?;
            let verified = verify::verify(&database).await;
            database.close().await;
            Ok(writeln!(io::stdout(), "{}", verified?)?)
        }
        Command::Check { database } => {
            // As it is: looking must not change the file.
            let database = Database::open(&database.file, false).await?;
            let checked = check::check(&database).await;
            database.close().await;
            Ok(writeln!(io::stdout(), "{}", checked?)?)
        }
        Command::Backup { database, backup } => Ok(writeln!(io::stdout(), "{}", backup.make(&database.file).await?)?),
        Command::Restore { database, restore } => Ok(writeln!(io::stdout(), "{}", restore.put_back(&database.file).await?)?),
        Command::User(UserCommand::Add { database, user }) => {
            let database = open(&database).await?;
            let made = user::add(&database, &user).await;
            database.close().await;
            Ok(writeln!(io::stdout(), "{}", made?)?)
        }
        Command::Fixture { database, workshop: true, guests, origin, .. } => {
            let database = open(&database).await?;
            let made = fixture::evening::create(&database, guests, origin.is_some_and(|origin| origin.secure())).await?;
            database.close().await;
            Ok(writeln!(io::stdout(), "{made}")?)
        }
        Command::Fixture { database, boards, plans, notes, people, origin, .. } => {
            let database = open(&database).await?;
            let secure = origin.is_some_and(|origin| origin.secure());
            let (kind, documents) = match (plans, notes) {
                (_, Some(notes)) => (Kind::Notes, notes),
                (Some(plans), None) => (Kind::Plan, plans),
                (None, None) => (Kind::Board, boards),
            };
            let made = fixture::create(&database, kind, documents, people, secure).await?;
            database.close().await;
            Ok(writeln!(io::stdout(), "{made}")?)
        }
    }
}

/// Opens the database, makes it where there is none, and brings it up to date.
async fn open(config: &DatabaseConfig) -> Result<Database, StoreError> {
    let database = Database::open(&config.file, true).await?;
    database.migrate().await?;
    Ok(database)
}

async fn serve(database: DatabaseConfig, config: ServeConfig, demo: bool) -> Result<(), CliError> {
    panics::log_panics();
    // The address and the lock first: a server that runs already should not find its database changed.
    let listener = serve::listen(&config.listen.address).await?;
    let _alone = Lock::take(&database.file, Use::Alone)?;
    let database = open(&database).await?;
    if demo && store::settings::is_empty(&database).await? {
        let made = demo::create(&database).await?;
        writeln!(io::stdout(), "{made}")?;
    }
    Ok(serve::run(listener, database, config, serve::asked_to_stop()).await?)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_commands_of_the_readme_are_understood() {
        for line in [
            "twilight serve --database f.db --address 127.0.0.1:0 --demo",
            "twilight demo --database f.db --again",
            "twilight migrate --database f.db --log debug",
            "twilight import-schools edubasealldata20261121.csv --links links.csv --special --preview --database f.db",
            "twilight import-schools edubasealldata20261121.csv --links links.csv --keep-apart 107018 --keep-apart 107019 --database f.db",
            "twilight folds list --database f.db",
            "twilight folds take-back 107018 107019 --history-with closed --database f.db",
            "twilight folds take-back --doubtful --database f.db",
            "twilight folds allow 107018 --database f.db",
            "twilight verify --database f.db",
            "twilight check --database f.db",
            "twilight backup copy.db --database f.db --force",
            "twilight restore copy.db --database f.db --force",
            "twilight user add --database f.db --name A --email a@b.example",
            "twilight user add --database f.db --name A --email a@b.example --hub-admin --hub-name H --hub-contact h@b.example",
            "twilight user add --database f.db --name A --email a@b.example --hub-staff",
            "twilight fixture --workshop --guests 600 --database f.db",
            "twilight fixture --boards 100 --people 3000 --database f.db",
        ] {
            assert!(Cli::try_parse_from(line.split(' ')).is_ok(), "{line}");
        }
    }
}
