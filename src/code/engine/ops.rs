//! Which scopes a match opens and closes.

use super::super::grammar::{Context, Operation, Rule};
use super::super::scopes::Op;
use super::{Engine, Found};

impl<'g> Engine<'g> {
    /// Scopes around a match that are those of contexts, not of its own.
    pub(super) fn meta_before(
        &mut self,
        found: &Found<'g>,
        context: &Context,
        targets: &[&Context],
    ) {
        let at = found.at;
        let is_set = match found.rule.operation {
            Operation::Pop => {
                self.pop(at, context.meta_content.len());
                return;
            }
            Operation::Push(_) => false,
            Operation::Set(_) => true,
            Operation::None | Operation::Broken => return,
        };
        // What the old context cleared comes back first.
        if is_set && context.clears.is_some() {
            self.ops.push((at, Op::Restore));
        }
        for target in targets {
            if let Some(amount) = target.clears.filter(|_| !is_set) {
                self.ops.push((at, Op::Clear(amount)));
            }
            self.ops.extend(target.meta.iter().map(|verdict| (at, Op::Push(*verdict))));
        }
    }

    pub(super) fn meta_after(
        &mut self,
        found: &Found<'g>,
        context: &Context,
        targets: &[&Context],
    ) {
        let at = found.end;
        let is_set = match found.rule.operation {
            Operation::Pop => {
                self.pop(at, context.meta.len());
                if context.clears.is_some() {
                    self.ops.push((at, Op::Restore));
                }
                return;
            }
            Operation::Push(_) => false,
            Operation::Set(_) => true,
            Operation::None | Operation::Broken => return,
        };
        let had_scopes = !context.meta.is_empty() || !context.meta_content.is_empty();
        let must_repeat = is_set && had_scopes
            || targets
                .iter()
                .any(|target| !target.meta_content.is_empty() || is_set && target.clears.is_some());
        if !must_repeat {
            return;
        }
        // The match had the scopes of the contexts, those of their content come between.
        let n_new: usize = targets.iter().map(|target| target.meta.len()).sum();
        let n_old = if is_set { context.meta.len() + context.meta_content.len() } else { 0 };
        self.pop(at, n_new + n_old);
        for target in targets {
            if let Some(amount) = target.clears.filter(|_| is_set) {
                self.ops.push((at, Op::Clear(amount)));
            }
            let scopes = target.meta.iter().chain(&target.meta_content);
            self.ops.extend(scopes.map(|verdict| (at, Op::Push(*verdict))));
        }
    }

    fn pop(&mut self, at: usize, n: usize) {
        if n > 0 {
            self.ops.push((at, Op::Pop(n)));
        }
    }

    /// Scopes of groups: outer ones open first, and all close before others open.
    pub(super) fn captures(&mut self, rule: &Rule) {
        let from = self.ops.len();
        let mut order: Vec<(usize, isize)> = Vec::new();
        for (group, verdicts) in &rule.captures {
            let Some((start, end)) = self.vm.group(*group).filter(|(start, end)| start != end)
            else {
                continue;
            };
            let length = isize::try_from(end.abs_diff(start)).unwrap_or(isize::MAX);
            for verdict in verdicts {
                order.push((start, -length));
                self.ops.push((start, Op::Push(*verdict)));
            }
            order.push((end, isize::MIN));
            self.ops.push((end, Op::Pop(verdicts.len())));
        }
        if order.is_sorted() {
            return;
        }
        let ops = self.ops.drain(from..);
        let mut sorted: Vec<_> = order.into_iter().zip(ops).collect();
        sorted.sort_by_key(|(order, _)| *order);
        self.ops.extend(sorted.into_iter().map(|(_, op)| op));
    }
}
