//! Templates of a site that never end, or want too much.

use std::time::Duration;

use crate::faults::measured;
use crate::site::{Problem, Site, build_args, repeated};

/// A site with an article that is made by a template.
fn site(template: &str) -> Site {
    let site = Site::small();
    site.write("themes/guichet/templates/mine.html", template);
    site.write("content/fr/x.md", "+++\ntitle = \"X\"\ntemplate = \"mine\"\n+++\nx\n");
    site
}

/// Stopped in good time at the limit on steps, at a line of the template.
#[track_caller]
fn is_stopped(site: &Site, file: &str, line: u64) -> Problem {
    let done = measured(site.command(&build_args(&["--format", "json"])));
    assert_eq!(done.run.code, 1, "{}", done.run);
    assert!(done.time < Duration::from_secs(30), "{:?}", done.time);
    let problems = done.run.problems();
    let path = format!("themes/guichet/templates/{file}");
    let found = problems.into_iter().find(|p| p.name == "template-limit" && p.path == path);
    let found = found.unwrap_or_else(|| panic!("{}", done.run));
    assert_eq!(found.line, line, "{found:#?}");
    assert!(!site.path("public").exists());
    found
}

#[test]
fn endless_loops_are_stopped_by_the_step_budget_at_their_line() {
    let range = "range(end=10000)";
    for body in [
        format!("{{% for a in {range} %}}{{% for b in {range} %}}{{% endfor %}}{{% endfor %}}"),
        format!("{{%- for a in {range} -%}} {{%- for b in {range} -%}} x {{%- endfor -%}} {{%- endfor -%}}"),
        format!("{{% for a in {range} %}}{{% set x = [b for b in {range} if false] %}}{{% endfor %}}"),
        format!("{{{{ [[1 for b in {range}] for a in {range}] | length }}}}"),
        format!("{{% for a in {range} %}}{{% for b in {range} %}}{{% break %}}{{% endfor %}}{{% endfor %}}"),
        format!("{{% for a in {range} %}}{{% set x %}}{{% for b in {range} %}}{{% endfor %}}{{% endset %}}{{% endfor %}}"),
        "{% set a = \"0123456789\" %}{% for i in range(end=10000) %}{% set_global a = a ~ a %}{% endfor %}".to_owned(),
    ] {
        let found = is_stopped(&site(&format!("É\n\n{body}\n")), "mine.html", 3);
        assert!(found.text.contains("1000000") || found.text.contains("1,000,000"), "{found:#?}");
        assert!(found.text.contains("mine.html:3"), "{found:#?}");
    }
    let twice = "{% set x = x ~ x %}\n".repeat(60);
    is_stopped(&site(&format!("{{% set x = \"0123456789abcdef\" %}}\n{twice}")), "mine.html", 21);
    let twice = "{% set x %}{{ x }}{{ x }}{% endset %}\n".repeat(60);
    is_stopped(&site(&format!("{{% set x = \"0123456789abcdef\" %}}\n{twice}")), "mine.html", 21);
}

#[test]
fn components_that_call_themselves_are_stopped() {
    let calls = "{{ <a n={n - 1} /> }}".repeat(4);
    let text = format!(
        "{{% component a(n: number) %}}\n{{% if n > 0 %}}{calls}{{% endif %}}{{% endcomponent a %}}\n{{{{ <a n={{19}} /> }}}}\n"
    );
    is_stopped(&site(&text), "mine.html", 1);
    let site = site("x\n{% component a() %}{{ <a /> }}{% endcomponent a %}{{ <a /> }}\n");
    let problems = site.refused();
    assert!(problems.iter().any(|p| p.path.ends_with("mine.html")), "{problems:#?}");
}

#[test]
fn templates_that_include_others_twice_are_stopped() {
    let site = site("{% include \"t0.html\" %}");
    for n in 0..28 {
        let next = format!("{{% include \"t{}.html\" %}}", n + 1).repeat(2);
        site.write(&format!("themes/guichet/templates/t{n}.html"), next);
    }
    site.write("themes/guichet/templates/t28.html", "");
    is_stopped(&site, "t27.html", 1);
}

#[test]
fn blocks_that_call_the_block_above_twice_are_stopped() {
    let site =
        site("{% extends \"t0.html\" %}\n{% block a %}{{ super() }}{{ super() }}{% endblock %}");
    for n in 0..28 {
        let text = format!(
            "{{% extends \"t{}.html\" %}}\n{{% block a %}}{{{{ super() }}}}{{{{ super() }}}}{{% endblock %}}",
            n + 1
        );
        site.write(&format!("themes/guichet/templates/t{n}.html"), text);
    }
    site.write("themes/guichet/templates/t28.html", "{% block a %}{% endblock %}");
    let problems = site.refused();
    assert!(problems.iter().any(|p| p.name == "template-limit"), "{problems:#?}");
}

#[test]
fn chains_of_templates_are_stopped_before_the_stack_ends() {
    for (first, code) in [("{% include \"NEXT\" %}", 0), ("{% extends \"NEXT\" %}", 0)] {
        for (n, code) in [(30, code), (2_000, 1)] {
            let site = site(&first.replace("NEXT", "t0.html"));
            for n in 0..n {
                let next = first.replace("NEXT", &format!("t{}.html", n + 1));
                site.write(&format!("themes/guichet/templates/t{n}.html"), next);
            }
            site.write(&format!("themes/guichet/templates/t{n}.html"), "fin");
            let run = site.run(&build_args(&["--format", "short", "--lang", "en"]));
            assert_eq!(run.code, code, "{first} {n}: {run}");
            if code == 1 {
                assert!(run.stderr.contains("more than 32 templates in each other"), "{run}");
            }
        }
    }
}

#[test]
fn components_and_includes_as_deep_as_they_may_be_do_not_end_the_stack() {
    let site = site("{% include \"t0.html\" %}");
    let part = "{% for i in [1] %}{% if true %}".repeat(30);
    let end = "{% endif %}{% endfor %}".repeat(30);
    for n in 0..29 {
        let text = format!("{part}{{% include \"t{}.html\" %}}{end}", n + 1);
        site.write(&format!("themes/guichet/templates/t{n}.html"), text);
    }
    site.write(
        "themes/guichet/templates/t29.html",
        "{% component a(n: number) %}{% if n > 0 %}{{ <a n={n - 1} /> }}{% endif %}{% endcomponent a %}{{ <a n={18} /> }}",
    );
    let run = site.run(&build_args(&[]));
    assert!(matches!(run.code, 0 | 1), "{run}");
}

#[test]
fn a_page_without_end_is_stopped_at_its_size() {
    let text = format!(
        "{{% for a in range(end=9000) %}}{}{{% endfor %}}",
        repeated(1_000, |n| format!("mot {n} "))
    );
    let problems = site(&text).refused();
    let found = problems.iter().find(|p| p.name == "template-limit").unwrap();
    assert!(found.text.contains("33554432"), "{found:#?}");
}

#[test]
fn mistakes_keep_their_places_in_templates_that_count_their_steps() {
    let cases = [
        ("{% for x in [1, 2] %}\n{{ x | nope }}{% endfor %}", 2, 8),
        ("{% for x in 12 %}{% endfor %}", 1, 13),
        ("{% block a %}{{ page.nope.deep }}{% endblock %}", 1, 22),
        ("{% block a -%} {{ t(key=\"nope\") }}{% endblock %}", 1, 19),
        ("{% set x = page.nope.deep %}", 1, 17),
        ("{% for x in nope %}{% endfor %}", 1, 13),
        ("{% set é = 1 %}", 1, 8),
        ("{% for x in [1 %}{% endfor %}", 1, 16),
        ("é {% for x in [a for a in [1]] %}{% if %}{% endfor %}", 1, 40),
    ];
    for (text, line, column) in cases {
        let problems = site(text).refused();
        let found = problems.iter().find(|p| p.path.ends_with("mine.html"));
        let found = found.unwrap_or_else(|| panic!("{text}: {problems:#?}"));
        assert_eq!((found.line, found.column), (line, column), "{text}: {found:#?}");
    }
}
