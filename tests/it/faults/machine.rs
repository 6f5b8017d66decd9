//! The machine and the process.
//!
//! | row | test |
//! | --- | --- |
//! | disk full while writing | `disk_full_…`, `a_limit_on_file_sizes_…` |
//! | kill -9 at any moment | `killed::kill_at_twenty_moments_…`, `killed::a_first_build_…` |
//! | Ctrl-C, SIGTERM | `killed::an_interrupt_…` |
//! | output read-only, a file, `/`, the source or its parent | `an_output_that_is_…`, `a_read_only_…` |
//! | output holds files we did not make | `files_of_others_…`, `a_file_of_others_in_the_way_…` |
//! | cache empty, cut, scrambled, of another version, folders | `a_broken_cache_…` |
//! | two builds at once, one folder | `killed::two_builds_at_once_…`, `a_build_that_waits_…`, `a_stale_lock_…` |
//! | file changed, truncated, removed while building | `files_that_change_…`, `a_file_removed_…` |
//! | source read-only; no HOME; no network; 64 descriptors; closed pipe | `a_read_only_source_…`, `no_home_…`, `sixty_four_…`, `a_closed_pipe_…` |
//! | paths with spaces, accents, quotes, newline; relative; by symlink | `odd_paths_…` |
//! | other time zone, locale, cores, umask, file order, folder | `repeatable::…` |
//! | page removed or renamed | `a_page_removed_…`, `a_page_renamed_…` |
//! | clock in 1970 or 2038; file dates in the future | `clocks_and_file_dates_…`, `an_edit_that_keeps_size_and_date_…` |
//! | out of memory | `out_of_memory_…` |

mod inputs;
mod killed;
mod outputs;
