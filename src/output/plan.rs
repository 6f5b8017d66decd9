//! What there is to do, decided before anything is written.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use camino::Utf8Path;
use rayon::prelude::*;

use crate::base::{Artifact, Artifacts, Content, Digest, Failure, OutputPath};
use crate::files::{Disk, Files};
use crate::output::manifest::{self, Made, Manifest};
use crate::output::place::Place;
use crate::output::site_file::{SiteFiles, digest_of};
use crate::output::stats::{self, Stats};
use crate::output::tree::{self, Look, Node, Stat, Tree, ancestors, at, shown};
use crate::output::{Clash, Notice, PublishOptions};

/// The output as it is.
#[derive(Debug)]
pub(super) struct Published {
    root: std::path::PathBuf,
    is_there: bool,
    tree: Tree,
    manifest: Manifest,
    manifest_text: Vec<u8>,
    stats: Stats,
}

/// How an artifact gets into the new tree.
#[derive(Clone, Copy, Debug)]
pub(super) enum How<'a> {
    /// The published file is the same: linked, so that it keeps inode and date.
    Link(Stat),
    /// These bytes are written.
    Write(&'a [u8]),
    /// This file of the site is copied.
    Copy(&'a Utf8Path),
}

/// One artifact of the new tree.
#[derive(Debug)]
pub(super) struct Step<'a> {
    pub path: &'a OutputPath,
    pub made: Made,
    pub how: How<'a>,
}

/// Everything that goes into the new tree.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    /// The artifacts, sorted by path.
    pub steps: Vec<Step<'a>>,
    /// What others put into the output: files, links and the like.
    pub carried: Vec<&'a OsStr>,
    /// Folders of others; empty ones too.
    pub folders: Vec<&'a OsStr>,
    /// How many published files go away.
    pub n_removed: usize,
    /// Files that would go away, but were changed by somebody.
    pub kept: Vec<String>,
}

impl Published {
    /// Looks at the output.
    pub(super) fn read(
        site: &Utf8Path,
        place: &Place,
        options: &PublishOptions<'_>,
    ) -> Result<Self, Failure> {
        let root = place.target.as_std_path().to_owned();
        let is_there = place.is_there();
        let tree = if is_there {
            tree::scan(&root, Look::Stats, &options.cancel)?
        } else {
            Tree::default()
        };
        let text = Disk::new(&*place.target).read(Utf8Path::new(manifest::NAME));
        let manifest_text = text.unwrap_or_default();
        let manifest = Manifest::parse(&manifest_text).unwrap_or_default();
        let stats = stats::read(site, &place.target, Digest::of(&manifest_text));
        if let Stats::Broken(path) = &stats {
            (options.on_notice)(Notice::CacheIgnored { path: path.clone() });
        }
        Ok(Self { root, is_there, tree, manifest, manifest_text, stats })
    }

    /// Whether the published tree is already what `plan` makes.
    pub(super) fn is(&self, plan: &Plan<'_>) -> bool {
        let is_linked = |step: &Step<'_>| matches!(step.how, How::Link(_));
        self.is_there
            && plan.steps.iter().all(is_linked)
            && plan.manifest().text().as_bytes() == self.manifest_text
    }

    /// Whether the sizes and dates of the published files are remembered.
    pub(super) fn has_stats(&self) -> bool {
        matches!(self.stats, Stats::Known(_))
    }

    /// Whether a file on disk still holds the bytes that were published.
    fn is_intact(
        &self,
        path: &str,
        made: &Made,
        stat: &Stat,
        options: &PublishOptions<'_>,
    ) -> Result<bool, Failure> {
        if stat.size != made.size {
            return Ok(false);
        }
        if let Stats::Known(files) = &self.stats
            && files.get(path) == Some(stat)
        {
            return Ok(true);
        }
        let digest = digest_of(&at(&self.root, path), &options.cancel)?;
        Ok(digest == Some(made.digest))
    }
}

impl<'a> Plan<'a> {
    /// Decides for every artifact and every file on disk.
    pub(super) fn make(
        artifacts: &'a Artifacts,
        site: &SiteFiles,
        published: &'a Published,
        options: &PublishOptions<'_>,
    ) -> Result<Self, Failure> {
        let all: Vec<(&OutputPath, &Artifact)> = artifacts.iter().collect();
        let ctx = Ctx { site, published, options };
        let steps = all
            .par_iter()
            .map(|(path, artifact)| ctx.step(path, artifact))
            .collect::<Result<_, Failure>>()?;
        let mut plan = Self { steps, ..Self::default() };
        ctx.sort_out_the_rest(artifacts, &mut plan)?;
        ctx.refuse_clashes(&mut plan)?;
        ctx.refuse_mounts(&plan)?;
        Ok(plan)
    }

    /// The manifest of the new tree.
    pub(super) fn manifest(&self) -> Manifest {
        let made = |step: &Step<'_>| (step.path.as_str().to_owned(), step.made);
        Manifest { files: self.steps.iter().map(made).collect() }
    }
}

struct Ctx<'a, 'o> {
    site: &'o SiteFiles,
    published: &'a Published,
    options: &'o PublishOptions<'o>,
}

impl<'a> Ctx<'a, '_> {
    fn step(&self, path: &'a OutputPath, artifact: &'a Artifact) -> Result<Step<'a>, Failure> {
        self.options.cancel.check()?;
        let (made, how) = match &artifact.bytes {
            Content::Bytes(bytes) => {
                let made = Made { digest: Digest::of(bytes), size: bytes.len() as u64 };
                (made, How::Write(bytes))
            }
            Content::Copy(from) => {
                (self.site.measure(from, &self.options.cancel)?, How::Copy(from))
            }
        };
        let name = path.as_str();
        let Some(node) = self.published.tree.file(OsStr::new(name)) else {
            return Ok(Step { path, made, how });
        };
        let listed = self.published.manifest.files.get(name);
        if let Node::File(stat) = node
            && listed.is_none_or(|old| *old == made)
            && self.published.is_intact(name, &made, &stat, self.options)?
        {
            return Ok(Step { path, made, how: How::Link(stat) });
        }
        // A regular file that we made is ours to write over, whoever changed it.
        let is_ours = listed.is_some() && matches!(node, Node::File(_));
        if is_ours || self.options.clash == Clash::Replace {
            Ok(Step { path, made, how })
        } else {
            Err(self.refuse(OsStr::new(name), "output-foreign-file"))
        }
    }

    /// Files on disk that are no artifacts: gone when ours, carried over otherwise.
    fn sort_out_the_rest(&self, artifacts: &Artifacts, plan: &mut Plan<'a>) -> Result<(), Failure> {
        let is_artifact = |path: &str| {
            // The path of a manifest or of a file: checked only when it may match.
            OutputPath::new(path).is_ok_and(|path| artifacts.get(&path).is_some())
        };
        for (path, node) in &self.published.tree.files {
            let name = path.to_str();
            if name.is_some_and(|name| name == manifest::NAME || is_artifact(name)) {
                continue;
            }
            let made = name.and_then(|name| self.published.manifest.files.get_key_value(name));
            let (Some((name, made)), Node::File(stat)) = (made, node) else {
                plan.carried.push(path);
                continue;
            };
            if self.published.is_intact(name, made, stat, self.options)? {
                plan.n_removed += 1;
            } else {
                plan.carried.push(path);
                plan.kept.push(name.clone());
            }
        }
        let listed = self.published.manifest.files.keys();
        let ours: BTreeSet<&OsStr> = listed.flat_map(|path| ancestors(OsStr::new(path))).collect();
        let folders = self.published.tree.folders.iter().map(OsString::as_os_str);
        plan.folders = folders.filter(|folder| !ours.contains(folder)).collect();
        Ok(())
    }

    /// A file of others where a folder must go, or a folder of others where a file
    /// must go.
    fn refuse_clashes(&self, plan: &mut Plan<'a>) -> Result<(), Failure> {
        let paths = plan.steps.iter().map(|step| OsStr::new(step.path.as_str()));
        let paths: BTreeSet<&OsStr> = paths.chain([OsStr::new(manifest::NAME)]).collect();
        let folders: BTreeSet<&OsStr> = paths.iter().flat_map(|path| ancestors(path)).collect();
        let carried_folders = plan.carried.iter().flat_map(|path| ancestors(path));
        if let Some(path) =
            carried_folders.chain(plan.folders.iter().copied()).find(|path| paths.contains(path))
        {
            return Err(self.refuse(path, "output-foreign-folder"));
        }
        if let Some(path) = plan.carried.iter().find(|path| folders.contains(*path)) {
            if self.options.clash == Clash::Refuse {
                return Err(self.refuse(path, "output-foreign-file"));
            }
            plan.carried.retain(|path| !folders.contains(path));
        }
        Ok(())
    }

    /// What is mounted inside the output cannot be carried to another folder.
    fn refuse_mounts(&self, plan: &Plan<'a>) -> Result<(), Failure> {
        let device = |path: &Path| path.symlink_metadata().map(|meta| meta.dev()).ok();
        let root = device(&self.published.root);
        let is_mount = |path: &&&OsStr| device(&at(&self.published.root, path)) != root;
        match plan.folders.iter().find(is_mount) {
            Some(path) => Err(self.refuse(path, "output-holds-mount")),
            None => Ok(()),
        }
    }

    fn refuse(&self, path: &OsStr, reason: &'static str) -> Failure {
        Failure::Output { path: shown(&at(&self.published.root, path)), reason }
    }
}
