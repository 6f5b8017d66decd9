//! A bound on the memory of images that are decoded at once.

use std::sync::{Condvar, Mutex, PoisonError};

use crate::images::MAX_PIXELS;

/// Lets images in as long as all within have no more pixels than the largest may have.
#[derive(Debug, Default)]
pub(super) struct Gate {
    within: Mutex<u64>,
    left: Condvar,
}

/// An image within; leaves when dropped.
pub(super) struct Pass<'g> {
    gate: &'g Gate,
    n_pixels: u64,
}

impl Gate {
    /// Waits until there is room. Who is within asks nobody for anything, so nobody
    /// waits for ever.
    pub(super) fn enter(&self, n_pixels: u64) -> Pass<'_> {
        let n_pixels = n_pixels.min(MAX_PIXELS);
        let mut within = self.within.lock().unwrap_or_else(PoisonError::into_inner);
        while *within > 0 && *within + n_pixels > MAX_PIXELS {
            within = self.left.wait(within).unwrap_or_else(PoisonError::into_inner);
        }
        *within += n_pixels;
        Pass { gate: self, n_pixels }
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let mut within = self.gate.within.lock().unwrap_or_else(PoisonError::into_inner);
        *within -= self.n_pixels;
        drop(within);
        self.gate.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::Gate;
    use crate::images::MAX_PIXELS;

    #[test]
    fn no_more_pixels_are_within_than_the_largest_image_has() {
        let (gate, within) = (Gate::default(), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for thread in 0..8_u64 {
                let (gate, within) = (&gate, &within);
                scope.spawn(move || {
                    for n in 0..50 {
                        let n_pixels = (thread * 50 + n) * MAX_PIXELS / 300;
                        let pass = gate.enter(n_pixels);
                        let n_pixels = n_pixels.min(MAX_PIXELS);
                        let now = within.fetch_add(n_pixels, Ordering::SeqCst) + n_pixels;
                        assert!(now <= MAX_PIXELS, "{now}");
                        within.fetch_sub(n_pixels, Ordering::SeqCst);
                        drop(pass);
                    }
                });
            }
        });
    }
}
