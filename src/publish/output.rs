//! Step 7: everything is written beside the old site, which is then swapped for it.
//!
//! Whatever interrupts a build before the swap leaves the old site as it was. The swap itself is one step of the
//! file system where there is one (Linux, macOS), otherwise two renames.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use tempfile::TempDir;
use walkdir::WalkDir;

use super::MachineError;

/// A new site that is being written.
#[derive(Debug)]
pub(super) struct Output {
    stage: TempDir,
    out: PathBuf,
    files: usize,
}

impl Output {
    /// Starts a new site that will take the place of `out`.
    pub(super) fn stage(out: &Path) -> Result<Self, MachineError> {
        let out = std::path::absolute(out).map_err(MachineError::file("find", out))?;
        let parent = out.parent().unwrap_or(&out);
        fs::create_dir_all(parent).map_err(MachineError::file("create", parent))?;
        let prefix = stage_prefix(&out);
        remove_stale(parent, &prefix)?;
        let stage = tempfile::Builder::new().prefix(&prefix).tempdir_in(parent);
        let stage = stage.map_err(MachineError::file("create a folder in", parent))?;
        Ok(Self { stage, out, files: 0 })
    }

    /// Writes a file, given by its path from the folder of the site.
    pub(super) fn write(&mut self, file: &str, bytes: &[u8]) -> Result<(), MachineError> {
        let path = self.stage.path().join(file);
        let folder = path.parent().unwrap_or(&path);
        fs::create_dir_all(folder).map_err(MachineError::file("create", folder))?;
        fs::write(&path, bytes).map_err(MachineError::file("write", &path))?;
        self.files += 1;
        Ok(())
    }

    /// Writes a value as JSON.
    pub(super) fn write_json(&mut self, file: &str, value: &impl Serialize) -> Result<(), MachineError> {
        self.write(file, &json(file, value)?)
    }

    /// Copies a folder's files into the folder of the site.
    pub(super) fn copy_tree(&mut self, from: &Path) -> Result<(), MachineError> {
        self.copy_tree_to(from, "")
    }

    /// Copies a folder's files into a folder of the site. A folder that is not there has no files.
    pub(super) fn copy_tree_to(&mut self, from: &Path, to: &str) -> Result<(), MachineError> {
        if !from.exists() {
            return Ok(());
        }
        for entry in WalkDir::new(from).sort_by_file_name() {
            let entry = entry.map_err(|error| MachineError::File {
                action: "read",
                path: from.to_owned(),
                source: error.into(),
            })?;
            if entry.file_type().is_file() {
                let bytes = fs::read(entry.path()).map_err(MachineError::file("read", entry.path()))?;
                let relative = entry.path().strip_prefix(from).unwrap_or(entry.path());
                self.write(&Path::new(to).join(relative).to_string_lossy(), &bytes)?;
            }
        }
        Ok(())
    }

    /// A file of the site that is still there, given by its path from the folder of the site.
    pub(super) fn published_before(&self, file: &str) -> Option<Vec<u8>> {
        fs::read(self.out.join(file)).ok()
    }

    /// How many files were written.
    pub(super) fn file_count(&self) -> usize {
        self.files
    }

    /// Puts the new site in the place of the old one.
    pub(super) fn swap_in(self) -> Result<(), MachineError> {
        let stage = self.stage.keep();
        make_readable(&stage).map_err(MachineError::file("make readable", &stage))?;
        if self.out.exists() {
            swap(&stage, &self.out).map_err(MachineError::file("replace", &self.out))?;
            fs::remove_dir_all(&stage).map_err(MachineError::file("remove", &stage))
        } else {
            fs::rename(&stage, &self.out).map_err(MachineError::file("move the new site to", &self.out))
        }
    }
}

/// A value as JSON; `path` is the file it is for.
pub(super) fn json(path: &str, value: &impl Serialize) -> Result<Vec<u8>, MachineError> {
    serde_json::to_vec(value).map_err(|source| MachineError::Json { path: path.to_owned(), source })
}

fn stage_prefix(out: &Path) -> String {
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!(".{}.publish-", name.trim_start_matches('.'))
}

/// Removes what interrupted builds have left.
fn remove_stale(parent: &Path, prefix: &str) -> Result<(), MachineError> {
    let entries = fs::read_dir(parent).map_err(MachineError::file("read", parent))?;
    for entry in entries.filter_map(Result::ok) {
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            fs::remove_dir_all(entry.path()).map_err(MachineError::file("remove", &entry.path()))?;
        }
    }
    Ok(())
}

/// Temporary folders are closed to others; a site is for everybody.
#[cfg(unix)]
fn make_readable(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_readable(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        // Some file systems cannot exchange two folders in one step.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {
            swap_by_renaming(new, old)
        }
        result => Ok(result?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap(new: &Path, old: &Path) -> io::Result<()> {
    swap_by_renaming(new, old)
}

fn swap_by_renaming(new: &Path, old: &Path) -> io::Result<()> {
    let aside = new.with_extension("old");
    fs::rename(old, &aside)?;
    fs::rename(new, old).inspect_err(|_| drop(fs::rename(&aside, old)))?;
    fs::rename(&aside, new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content_of(folder: &Path) -> Vec<String> {
        let files = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
        files
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(folder).unwrap().display().to_string())
            .collect()
    }

    #[test]
    fn the_old_site_stays_until_the_swap_and_goes_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("dist");
        for name in ["first.html", "second.html"] {
            let before = content_of(&out);
            let mut output = Output::stage(&out).unwrap();
            output.write(name, b"x").unwrap();
            assert_eq!(content_of(&out), before);
            output.swap_in().unwrap();
            assert_eq!(content_of(&out), [name]);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_an_interrupted_build_left_is_removed_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("dist");
        let mut interrupted = Output::stage(&out).unwrap();
        interrupted.write("half.html", b"x").unwrap();
        let _ = interrupted.stage.keep();
        Output::stage(&out).unwrap().swap_in().unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(content_of(&out).is_empty());
    }

    #[test]
    fn renaming_swaps_two_folders() {
        let folder = tempfile::tempdir().unwrap();
        let [new, old] = ["new", "old"].map(|name| folder.path().join(name));
        for path in [&new, &old] {
            fs::create_dir(path).unwrap();
            fs::write(path.join(path.file_name().unwrap()), "x").unwrap();
        }
        swap_by_renaming(&new, &old).unwrap();
        assert_eq!((content_of(&new), content_of(&old)), (vec!["old".to_owned()], vec!["new".to_owned()]));
    }
}
