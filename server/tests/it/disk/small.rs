//! A disk on which there is room, or none, as a test wants it: a tmpfs where one may mount, otherwise a limit on the size of files
//! that the server may write.

use std::fs::{self, File};
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::load_generator::process::{Outcome, Twilight};

/// A folder with little room.
pub struct SmallDisk {
    folder: TempDir,
    mounted: bool,
}

impl SmallDisk {
    /// With so many megabytes.
    pub fn new(megabytes: u32) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={megabytes}m"), "tmpfs"]).arg(folder.path()).stderr(Stdio::null());
        let mounted = mount.status().is_ok_and(|status| status.success());
        if !mounted {
            eprintln!("no tmpfs may be mounted here: the size of files is limited instead");
        }
        Ok(Self { folder, mounted })
    }

    /// Whether it is a disk, and not only a limit for the server's process.
    pub fn is_real(&self) -> bool {
        self.mounted
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A server whose writing [`SmallDisk::fill`] can stop. What it says goes into `log`.
    pub fn serve(&self, database: &Path, address: SocketAddr, log: File) -> Outcome<Twilight> {
        self.serve_with(database, address, log, &[])
    }

    /// The same with more environment variables.
    pub fn serve_with(&self, database: &Path, address: SocketAddr, log: File, variables: &[(&str, &str)]) -> Outcome<Twilight> {
        // Without a disk: a process that writes beyond its limit is killed, unless it ignores that.
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_twilight"), "serve"]);
        command.args(["--address", &address.to_string(), "--database"]).arg(database);
        command.envs(variables.iter().copied()).stderr(log);
        Twilight::run(command, address)
    }

    /// No room is left but for so many kilobytes.
    pub fn fill(&self, server: Option<&Twilight>, but_kilobytes: usize) -> Outcome<()> {
        if !self.mounted {
            return limit(server.ok_or("only a server's process can be limited")?, "65536");
        }
        if but_kilobytes > 0 {
            fs::write(self.path("spared"), vec![0; but_kilobytes << 10])?;
        }
        let mut filler = File::options().create(true).append(true).open(self.path("filler"))?;
        for size in [1 << 20, 64 << 10, 4 << 10, 1] {
            let block = vec![0; size];
            while filler.write_all(&block).is_ok() {}
        }
        let _ = fs::remove_file(self.path("spared"));
        Ok(())
    }

    /// There is room again.
    pub fn free(&self, server: Option<&Twilight>) -> Outcome<()> {
        if !self.mounted {
            return limit(server.ok_or("only a server's process can be limited")?, "unlimited");
        }
        Ok(fs::remove_file(self.path("filler"))?)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        if self.mounted {
            let _ = Command::new("umount").arg("-l").arg(self.folder.path()).status();
        }
    }
}

/// The soft limit, which may be raised again.
fn limit(server: &Twilight, bytes: &str) -> Outcome<()> {
    let status = Command::new("prlimit").args(["--pid", &server.id().to_string(), &format!("--fsize={bytes}:")]).status()?;
    if status.success() { Ok(()) } else { Err("prlimit failed".into()) }
}
