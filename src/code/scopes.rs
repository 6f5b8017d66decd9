//! The open scopes, as far as they decide on a class.

use syntect::parsing::ClearAmount;

use super::classes::{ATTRIBUTE, STRING, Verdict};

/// A change of the open scopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// Opens a scope.
    Push(Verdict),
    /// Closes so many scopes.
    Pop(usize),
    /// Sets the innermost scopes aside.
    Clear(ClearAmount),
    /// Takes back what was set aside last.
    Restore,
}

/// The verdicts of the open scopes, outermost first, each with the class of text in it.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    stack: Vec<(Verdict, Option<&'static str>)>,
    cleared: Vec<Vec<Verdict>>,
}

impl Scopes {
    /// The class of text inside all open scopes.
    pub(super) fn class(&self) -> Option<&'static str> {
        self.stack.last().and_then(|(_, class)| *class)
    }

    pub(super) fn apply(&mut self, op: Op) {
        match op {
            Op::Push(verdict) => self.push(verdict),
            Op::Pop(n) => self.stack.truncate(self.stack.len().saturating_sub(n)),
            Op::Clear(amount) => {
                let n = match amount {
                    ClearAmount::TopN(n) => n.min(self.stack.len()),
                    ClearAmount::All => self.stack.len(),
                };
                let cleared = self.stack.drain(self.stack.len() - n..);
                self.cleared.push(cleared.map(|(verdict, _)| verdict).collect());
            }
            // A grammar may restore what it never cleared.
            Op::Restore => {
                for verdict in self.cleared.pop().unwrap_or_default() {
                    self.push(verdict);
                }
            }
        }
    }

    fn push(&mut self, verdict: Verdict) {
        let class = match verdict {
            Verdict::Class(STRING)
                if self.stack.last().is_some_and(|(around, _)| *around == Verdict::Key) =>
            {
                Some(ATTRIBUTE)
            }
            Verdict::Class(class) => Some(class),
            Verdict::Plain => None,
            Verdict::None | Verdict::Key => self.class(),
        };
        self.stack.push((verdict, class));
    }
}

#[cfg(test)]
mod tests {
    use syntect::parsing::ClearAmount;

    use super::{ATTRIBUTE, Op, STRING, Scopes, Verdict};

    fn class_of(ops: &[Op]) -> Option<&'static str> {
        let mut scopes = Scopes::default();
        for op in ops {
            scopes.apply(*op);
        }
        scopes.class()
    }

    #[test]
    fn the_innermost_scope_decides() {
        let string = Op::Push(Verdict::Class(STRING));
        let (plain, key, none) =
            (Op::Push(Verdict::Plain), Op::Push(Verdict::Key), Op::Push(Verdict::None));
        assert_eq!(class_of(&[plain, string, none]), Some(STRING));
        assert_eq!(class_of(&[string, plain]), None);
        assert_eq!(class_of(&[key, string, none]), Some(ATTRIBUTE));
        assert_eq!(class_of(&[string, key]), Some(STRING));
        assert_eq!(class_of(&[]), None);
    }

    #[test]
    fn what_was_cleared_comes_back() {
        let string = Op::Push(Verdict::Class(STRING));
        let clear = Op::Clear(ClearAmount::TopN(3));
        assert_eq!(class_of(&[string, clear]), None);
        assert_eq!(class_of(&[string, clear, Op::Restore]), Some(STRING));
        assert_eq!(class_of(&[string, Op::Restore, Op::Pop(9), Op::Pop(1)]), None);
    }
}
