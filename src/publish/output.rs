//! Step 7: everything is written beside the old site, and then put in its place.
//!
//! A whole site is swapped for the old one in a single step of the file system where there is one (Linux, macOS),
//! otherwise by two renames. Whatever interrupts a build before the swap leaves the old site as it was.
//!
//! Where most of the old site can stay ([`Output::beside`] was given what it consists of), only files that became
//! others are written, and then moved one by one into the old site, each in one step.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tempfile::TempDir;
use walkdir::WalkDir;

use super::MachineError;
use super::compress;
use super::release::{self, FileEntry, Release};

/// A new site that is being written.
#[derive(Debug)]
pub(super) struct Output {
    stage: TempDir,
    out: PathBuf,
    /// What of the old site may stay; nothing if the new one takes its place as a whole.
    before: Option<Release>,
    files: Mutex<BTreeMap<String, FileEntry>>,
}

impl Output {
    /// Starts a new site that will take the place of `out`, of which `before` may stay.
    pub(super) fn beside(out: &Path, before: Option<Release>) -> Result<Self, MachineError> {
        let out = std::path::absolute(out).map_err(MachineError::file("find", out))?;
        let parent = out.parent().unwrap_or(&out);
        fs::create_dir_all(parent).map_err(MachineError::file("create", parent))?;
        let prefix = stage_prefix(&out);
        remove_stale(parent, &prefix)?;
        let stage = tempfile::Builder::new().prefix(&prefix).tempdir_in(parent);
        let stage = stage.map_err(MachineError::file("create a folder in", parent))?;
        Ok(Self { stage, out, before, files: Mutex::default() })
    }

    /// Writes a file, given by its path from the folder of the site.
    pub(super) fn write(&self, file: &str, bytes: &[u8]) -> Result<(), MachineError> {
        let entry = FileEntry::of(bytes);
        if self.before.as_ref().and_then(|before| before.files.get(file)) != Some(&entry) {
            write_file(&self.stage.path().join(file), bytes)?;
        }
        self.files().insert(file.to_owned(), entry);
        Ok(())
    }

    /// Writes a value as JSON.
    pub(super) fn write_json(&self, file: &str, value: &impl Serialize) -> Result<(), MachineError> {
        self.write(file, &json(file, value)?)
    }

    /// Keeps a file as it is in the old site; whether that was possible.
    pub(super) fn keep(&self, file: &str) -> bool {
        let entry = self.before.as_ref().and_then(|before| before.files.get(file));
        entry.map(|entry| self.files().insert(file.to_owned(), entry.clone())).is_some()
    }

    /// Keeps files of a folder as they are in the old site; whether there was any.
    pub(super) fn keep_folder(&self, folder: &str, is_wanted: impl Fn(&str) -> bool) -> bool {
        let Some(before) = &self.before else { return false };
        let files = before.files.range(folder.to_owned()..).take_while(|(file, _)| file.starts_with(folder));
        let files = files.filter(|(file, _)| is_wanted(file));
        let kept: Vec<_> = files.map(|(file, entry)| (file.clone(), entry.clone())).collect();
        let is_any = !kept.is_empty();
        self.files().extend(kept);
        is_any
    }

    /// The hash of a file that was written or kept.
    pub(super) fn hash(&self, file: &str) -> Option<String> {
        self.files().get(file).map(|entry| entry.sha256.clone())
    }

    /// Copies a folder's files into the folder of the site.
    pub(super) fn copy_tree(&self, from: &Path) -> Result<(), MachineError> {
        self.copy_tree_to(from, "")
    }

    /// Copies a folder's files into a folder of the site. A folder that is not there has no files.
    pub(super) fn copy_tree_to(&self, from: &Path, to: &str) -> Result<(), MachineError> {
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

    /// A file as it was written, or as it is in the old site, given by its path from the folder of the site.
    pub(super) fn read(&self, file: &str) -> Option<Vec<u8>> {
        fs::read(self.stage.path().join(file)).or_else(|_| fs::read(self.out.join(file))).ok()
    }

    /// A file of the old site, given by its path from the folder of the site.
    pub(super) fn published_before(&self, file: &str) -> Option<Vec<u8>> {
        fs::read(self.out.join(file)).ok()
    }

    /// What the old site says it holds, whether it may stay or not; nothing if there is none.
    pub(super) fn release_before(&self) -> Option<Cow<'_, Release>> {
        self.before.as_ref().map(Cow::Borrowed).or_else(|| Release::read_list(&self.out).map(Cow::Owned))
    }

    /// The paths of all files that were written or kept, sorted.
    pub(super) fn paths(&self) -> Vec<String> {
        self.files().keys().cloned().collect()
    }

    /// The files that were written or kept so far.
    pub(super) fn list(&self) -> BTreeMap<String, FileEntry> {
        self.files().clone()
    }

    /// How many files the new site has, the list of them included.
    pub(super) fn file_count(&self) -> usize {
        self.files().len() + 1
    }

    /// Puts the new site in the place of the old one, with the list of all its files; the hash of that list.
    pub(super) fn swap_in(self) -> Result<String, MachineError> {
        let list = json(release::FILE, &Release::new(self.files().clone()))?;
        let hash = FileEntry::of(&list).sha256;
        write_file(&self.stage.path().join(release::FILE), &list)?;
        match &self.before {
            Some(before) => self.move_in(before)?,
            None => self.replace()?,
        }
        Ok(hash)
    }

    fn replace(self) -> Result<(), MachineError> {
        let stage = self.stage.keep();
        make_readable(&stage).map_err(MachineError::file("make readable", &stage))?;
        if self.out.exists() {
            swap(&stage, &self.out).map_err(MachineError::file("replace", &self.out))?;
            fs::remove_dir_all(&stage).map_err(MachineError::file("remove", &stage))
        } else {
            fs::rename(&stage, &self.out).map_err(MachineError::file("move the new site to", &self.out))
        }
    }

    /// Moves what was written into the old site, and removes what is no longer part of it.
    fn move_in(&self, before: &Release) -> Result<(), MachineError> {
        for entry in WalkDir::new(self.stage.path()) {
            let stage = self.stage.path();
            let failed = |source| MachineError::File { action: "read", path: stage.to_owned(), source };
            let entry = entry.map_err(|error| failed(error.into()))?;
            let Ok(relative) = entry.path().strip_prefix(stage) else { continue };
            let to = self.out.join(relative);
            if entry.file_type().is_dir() {
                fs::create_dir_all(&to).map_err(MachineError::file("create", &to))?;
            } else {
                fs::rename(entry.path(), &to).map_err(MachineError::file("replace", &to))?;
                // Compressed copies are of what lay there before.
                remove_copies(&to)?;
            }
        }
        let files = self.files();
        let gone: Vec<_> = before.files.keys().filter(|file| !files.contains_key(*file)).collect();
        let mut folders = BTreeSet::new();
        for file in gone {
            let path = self.out.join(file);
            remove_copies(&path)?;
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(MachineError::file("remove", &path)(error));
                }
                _ => folders
                    .extend(path.ancestors().skip(1).take_while(|folder| *folder != self.out).map(Path::to_owned)),
            }
        }
        // The deepest first; those that still hold something stay.
        for folder in folders.into_iter().rev() {
            let _ = fs::remove_dir(folder);
        }
        Ok(())
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<String, FileEntry>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn remove_copies(file: &Path) -> Result<(), MachineError> {
    for form in compress::FORMS {
        let mut copy = file.as_os_str().to_owned();
        copy.push(format!(".{form}"));
        let copy = PathBuf::from(copy);
        match fs::remove_file(&copy) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(MachineError::file("remove", &copy)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Writes a file, in a folder that is there mostly.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), MachineError> {
    let Err(error) = fs::write(path, bytes) else { return Ok(()) };
    let folder = path.parent().filter(|_| error.kind() == io::ErrorKind::NotFound);
    let Some(folder) = folder else { return Err(MachineError::file("write", path)(error)) };
    fs::create_dir_all(folder).map_err(MachineError::file("create", folder))?;
    fs::write(path, bytes).map_err(MachineError::file("write", path))
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
            let output = Output::beside(&out, None).unwrap();
            output.write(name, b"x").unwrap();
            assert_eq!(content_of(&out), before);
            output.swap_in().unwrap();
            let mut files = vec![name, "release.json"];
            files.sort_unstable();
            assert_eq!(content_of(&out), files);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_an_interrupted_build_left_is_removed_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("dist");
        let interrupted = Output::beside(&out, None).unwrap();
        interrupted.write("half.html", b"x").unwrap();
        let _ = interrupted.stage.keep();
        Output::beside(&out, None).unwrap().swap_in().unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(content_of(&out), ["release.json"]);
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
