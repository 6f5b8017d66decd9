# What commands say.

level-error = error
level-warning = warning
level-help = help
# In frames the colon is not ours; what must stand before it is.
level-help-frame = help
labelled = { $word }: { $text }

total = { $errors ->
        [0] no error
        [one] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [0] no warning
        [one] 1 warning
       *[other] { $warnings } warnings
    }.
total-hidden = ({ $hidden } not shown.)
total-in-file = ({ $hidden } not shown; all of them are in { $path }.)
report-head = { $version }: every problem of the site, one a line
all-clean = Everything is in order.
seconds = { $whole }.{ $tenth } s

progress-build = Building…
progress-write = Publishing…
waiting = Another build is publishing here (process { $holder }); waiting for it to finish.
summary-language = { $language }: { $articles ->
        [one] 1 article
       *[other] { $articles } articles
    }, { $sections ->
        [one] 1 section
       *[other] { $sections } sections
    }, { $tags ->
        [one] 1 tag
       *[other] { $tags } tags
    }, { $redirects ->
        [one] 1 redirect
       *[other] { $redirects } redirects
    }
summary-nothing = Nothing to do: { $out } is up to date, { $unchanged } files, checked in { $time }
summary-done = Published in { $out }: { $written } written, { $unchanged } unchanged, { $removed } removed, in { $time }

init-done = A site of { $files } files is ready in { $dir }. Next:
    
    {"    "}guichet serve --root { $dir }
new-file = written: { $path }
new-done = They are drafts: complete them, then remove “draft = true”.
new-article =
    +++
    title = "{ $title }"
    description = ""
    # How patrons ask it, in their own words:
    questions = []
    tags = []
    updated = { $date }
    draft = true
    +++
    The answer, first: one or two sentences.

    ## Details

serve-ready = The site is at { $url } (Ctrl-C to stop)
serve-rebuilt = Rebuilt in { $time }
serve-changed = { $path } changed
serve-close = Close this notice
serve-not-watching = Changes cannot be followed: { $reason }
serve-refused = The site has problems; the last good pages stay in place
serve-not-yet = The site cannot be shown yet; fix the above and the page will reload
serve-problems = The site has problems
serve-open = Caution: { $address } can be reached from other computers; everything in the site, drafts included if asked for, is visible to them.

search-answered = An answer ({ $percent } % sure):
search-not-answered = No sure answer ({ $percent } %): the widget offers a person. The nearest articles:
search-nothing = No article says anything of this: the widget offers a person.
search-explained = Searched in “{ $lang }” for:
search-signs = Signs of confidence (share said, its square, fit of the title, worth by word, words, worth):
evaluate-head = language	kind	questions	first	first 3	MRR
evaluate-all = all
evaluate-hand-off = no answer: { $handed } % of { $unanswerable } handed to a person; answered rightly: { $right } % of { $answerable }; AUC { $auc }
evaluate-bad-line = { $path }:{ $line }: this line is no question; write {"{"}"lang": "en", "question": "…", "expected": ["en/…"]{"}"}
evaluate-none = no question in { $path }

failure-read = cannot read { $path }: { $cause }
    .help = check that it exists and that you may read it
failure-write = cannot write { $path }: { $cause }
    .help = the site published before is untouched; free space or permissions, then build again
failure-no-config = there is no guichet.toml in { $path }, and no content/ folder
    .help = go to the site's folder, name it with --root, or make a new site with: guichet init my-site
failure-lost = what an earlier build kept in .guichet/cache cannot be read, nor made anew
    .help = delete the folder .guichet/cache and try again
failure-locked = { $path } is being published by process { $holder }
    .help = wait for it to finish
failure-port = cannot listen on port { $port }: { $cause }
    .help = choose another port with --port
failure-unknown-code = there is no code “{ $value }”
    .help = codes look like G0401; the list is in the documentation
failure-file-exists = { $value } exists already
    .help = nothing was written; choose another name
failure-bad-article-id = “{ $value }” cannot be an article id
    .help = write lower-case letters, digits and hyphens, with / between names, like loans/renewals; neither content/ nor a language at the start
failure-interrupted = interrupted; the site published before is untouched
cause-not-found = no such file or folder
cause-permission = permission denied
cause-no-space = no space left on the disk
cause-too-large = the file is larger than the system allows
cause-read-only = the disk is read-only
cause-address-in-use = another program uses it
cause-is-folder = it is a folder
cause-not-folder = a part of the path is not a folder

embed-label = Chat with the library
embed-label-messenger = Write to the library on Messenger
embed-unavailable = Chat is not available without JavaScript
embed-title = { $provider }, { $language }
embed-paste = To paste:
embed-where = Where and how, in Koha { $version }:
embed-step-open = Open Tools › HTML customizations, then create an entry (permission edit_additional_contents).
embed-step-location = Choose the display location OpacCredits and your library.
embed-step-tab-old = In the tab of the language ({ $language }), paste the snippet; the “Default” tab must have a title and a text too, or Koha refuses to save.
embed-step-tab = In the tab of the language ({ $language }), give a title; keep the “Default” tab for the other languages.
embed-step-source = Click “Source code” (<>) in the editor and paste the snippet there, never into the visible page; save.
embed-step-no-consent = This version of Koha has no preference CookieConsentedJS (it comes with 22.11): use the form with a button, without --form consent.
embed-step-consent = Open Administration › System preferences, set CookieConsent to “Enable”, then look for CookieConsentedJS.
embed-step-consent-code = Add a code: name { $provider }, description, and the pattern and domain of the cookies that the tool names; tick OPAC, paste the snippet (JavaScript, no tag) and save.
embed-step-policy = Ask your host whether a security policy (CSP) is on: it blocks inline scripts, and hosts that it does not name.
embed-step-look = Open the catalogue in a private window: the button or bubble is there, and no code can be read at the foot of the page. If not: guichet doctor.
embed-hosts = Hosts to allow in a security policy (to be tried in report-only mode first):

doctor-found = Found: { $tools }.
doctor-clean = Nothing wrong.

failure-no-id = { $value } is missing
    .help = give it with --id, or in guichet.toml below [providers], like [providers.tawk] property = "…"
failure-bad-id = “{ $value }” does not look like an id of this tool
    .help = copy it from the snippet that the tool gives: Zendesk's key has 32 hexadecimal digits in groups, tawk.to's 24
