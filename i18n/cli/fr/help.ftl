# L’aide de la ligne de commande.

help-command = COMMANDE
help-commands = Commandes{"\u00A0"}
help-options = Options{"\u00A0"}
help-arguments = Arguments{"\u00A0"}
help-usage = Usage :
help-help = Affiche cette aide, ou celle d’une commande

help-guichet = Un arbre de Markdown en plusieurs langues devient un site d’aide.
    .examples =
        Exemples :
          guichet init mon-site        un nouveau site bilingue
          guichet serve                le voir pendant qu’on écrit
          guichet build                le publier dans public/
          guichet check --lang fr      tous les problèmes, en français
help-guichet-init = Crée un nouveau site bilingue, prêt à construire
help-guichet-new = Crée un article dans toutes les langues
help-guichet-new-article = Crée un article dans toutes les langues
help-guichet-build = Construit le site dans un dossier
help-guichet-check = Signale tout ce qui ne va pas ou pourrait être mieux; ne publie rien
help-guichet-serve = Montre le site et suit les changements
help-guichet-render = Transforme du Markdown (entrée standard) en HTML
help-guichet-search = Répondre à une question comme le font le site et le gadget
    .examples =
        Exemples :
          guichet search renouveler un livre en ligne
          guichet search --stdin < questions.jsonl
help-guichet-evaluate = Mesurer les réponses avec une liste de questions
help-guichet-embed = Donne l’extrait d’un outil de clavardage à coller dans le catalogue, et dit où
help-guichet-doctor = Dit ce qui ne va pas dans ce qui a été collé au catalogue
help-guichet-explain = Explique un code comme G0401
help-guichet-schema = Affiche ce que guichet.toml peut contenir, en JSON Schema pour les éditeurs
help-guichet-completions = Affiche les complétions d’un interpréteur de commandes

arg-root = Le dossier du site [par défaut : le dossier courant]
arg-lang = La langue des messages, fr ou en [par défaut : celle du système]; pour render, la langue du texte
arg-format = La forme de ce qui est signalé : human, short, json, github [par défaut : human]
arg-dir = Le dossier du nouveau site
arg-id = L’identifiant de l’article, comme loans/renewals
arg-out = Le dossier où publier [par défaut : public/ dans le dossier du site]
arg-base-url = Utilise cette adresse au lieu du base_url de la configuration
arg-drafts = Inclut les brouillons
arg-date = Le jour auquel comparer les articles prévus et expirés [par défaut : aujourd’hui, UTC]
arg-strict = Compte les avertissements comme des erreurs
arg-replace = Écrit par-dessus les fichiers d’autrui qui se trouvent là où doit aller une page
arg-report = Écrit tous les problèmes dans ce fichier, un par ligne
arg-quiet = Ne dit rien quand tout va bien
arg-port = Le port d’écoute; 0 en prend un libre [par défaut : 4000]
arg-bind = Écoute à cette adresse plutôt que sur cet ordinateur seulement
arg-host = Un autre nom d’hôte auquel l’aperçu répond
arg-html = Ce que devient le HTML brut : safe, trusted, off
arg-commonmark = CommonMark seul : sans extension ni typographie, HTML brut gardé
arg-question = La question, dans les mots de l'usager
arg-top = Au plus ce nombre d'articles [par défaut : 10]
arg-json = Écrire une ligne de JSON
arg-explain = Dire comment la question a été comprise
arg-stdin = Lire une question par ligne, en JSON, et écrire une réponse par ligne
arg-questions = Fichiers de questions, un objet JSON par ligne
arg-min-r1 = Terminer avec 1 si moins de questions ont leur article en premier
arg-min-r3 = Terminer avec 1 si moins de questions ont leur article dans les trois premiers
arg-min-auc = Terminer avec 1 si ce qui n'a pas de réponse se distingue moins bien du reste
arg-misses = Énumérer les questions dont l'article n'est pas premier
arg-provider-id = L’identifiant du compte, au lieu de celui de guichet.toml; pour tawk, PROPRIÉTÉ/WIDGET
arg-provider = L’outil de clavardage : zendesk, tawk, libraryh3lp, messenger, chatwoot, crisp
arg-form = La forme : click (un bouton, rien n’est chargé avant), consent (pour CookieConsentedJS), plain (la pastille de l’outil) [par défaut : click]
arg-koha = La version de Koha : 22.05, 23.11, 24.11, 25.11, 26.05 [par défaut : 26.05]
arg-file = Le fichier à examiner; - pour l’entrée standard
arg-tab = La langue de l’onglet où l’extrait est collé
arg-csp = La politique de sécurité (CSP) que le catalogue envoie
arg-code = Un code (G0401) ou son nom (broken-link)
arg-shell = L’interpréteur de commandes : bash, elvish, fish, powershell, zsh
arg-help = Affiche cette aide
arg-version = Affiche la version

usage-unknown-argument = { $arg } n’est pas une option ici
usage-unknown-command = il n’y a pas de commande « { $sub } »
usage-missing-argument = il manque { $arg }
usage-bad-value = « { $value } » n’est pas une valeur possible de { $arg }
usage-missing-command = il manque une commande
usage-conflict = { $arg } ne va pas avec une autre option donnée
usage-other = la ligne de commande n’est pas comprise
usage-near = vouliez-vous écrire { $near }?
usage-valid = les valeurs possibles sont { $valid }
usage-date = écrivez année-mois-jour, comme 2026-05-04
usage-base-url = écrivez l’adresse entière, comme https://aide.example.ca/
usage-port = écrivez un nombre de 0 à 65535
usage-help = Voyez guichet --help
