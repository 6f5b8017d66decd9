# Ce qui peut clocher dans le texte Markdown (domaine 03).

G0301 = la variable « { $name } » n’a pas de valeur
    .label = variable inconnue
    .help = définissez-la sous [variables] dans guichet.toml, ou écrivez \{"{{"} pour montrer les accolades
    .nearest = vouliez-vous dire « { $nearest } »?
    .explain = Entre deux doubles accolades se trouve le nom d’une variable, que guichet remplace par sa valeur. Les valeurs sont définies dans guichet.toml, sous [variables] pour toutes les langues ou sous [languages.<code>.variables] pour une seule. Ce nom n’est ni dans l’une ni dans l’autre. Pour montrer deux accolades telles quelles, mettez une barre oblique inverse devant, ou écrivez-les dans du code.

G0302 = « { $text } » n’est ni une variable ni une inclusion
    .label = que faut-il mettre ici?
    .help = écrivez {"{{ nom }}"} ou {"{{ include \"chemin.md\" }}"} sur une seule ligne, ou \{"{{"} pour montrer les accolades
    .explain = Les doubles accolades contiennent le nom d’une variable, fait de lettres, de chiffres, de traits d’union, de traits de soulignement et de points, ou bien le mot include et un chemin entre guillemets droits. Elles s’ouvrent et se ferment sur la même ligne. Pour montrer deux accolades telles quelles, mettez une barre oblique inverse devant, ou écrivez-les dans du code.

G0303 = le fragment « { $path } » n’existe pas
    .label = fichier introuvable
    .help = donnez son chemin à partir du dossier de la langue, ou à partir du dossier de ce fichier s’il commence par ./
    .nearest = vouliez-vous dire « { $nearest } »?
    .explain = Une inclusion met à sa place le texte d’un autre fichier. Le chemin part du dossier de la langue, par exemple _shared/contact.md pour content/fr/_shared/contact.md; un chemin qui commence par ./ ou ../ part du dossier du fichier qui inclut. Il ne peut pas sortir du dossier de la langue.

G0304 = cette inclusion s’inclut elle-même : { $chain }
    .label = tourne en rond
    .help = retirez une des inclusions de la chaîne
    .explain = Un fragment peut en inclure d’autres, mais aucun ne peut s’inclure lui-même, directement ou par d’autres : son texte n’aurait pas de fin. Le message montre la chaîne des fichiers, du plus extérieur au plus intérieur.

G0305 = les fragments sont imbriqués sur plus de { $limit } niveaux : { $chain }
    .label = trop profond
    .help = incluez le dernier fragment à partir d’un fichier plus extérieur
    .explain = Un fragment peut en inclure d’autres, jusqu’à une limite qu’aucun texte sensé n’atteint. Elle protège la construction du site contre des fichiers qui s’incluent sans fin. La suite du texte n’a pas été lue.

G0306 = avec ses variables et ses fragments, le texte dépasse { $limit } octets
    .label = un de trop
    .help = divisez l’article, ou incluez moins de fragments
    .explain = Les variables et les fragments allongent un texte, et il y a une limite : elle protège la construction du site contre des fragments qui se multiplient. Le texte a été coupé là où il l’atteignait.

G0307 = il n’y a pas de bloc « { $name } »
    .label = nom inconnu
    .help = utilisez note, tip, important, warning, danger, details, steps ou tabs
    .nearest = vouliez-vous dire « { $nearest } »?
    .explain = Une ligne qui commence par trois deux-points et un nom ouvre un bloc : note, tip, important, warning et danger pour les encadrés, details pour un texte qui se déplie, steps pour une marche à suivre, tabs pour des onglets. Pour montrer trois deux-points tels quels, mettez une barre oblique inverse devant.

G0308 = le bloc « { $name } » n’est jamais fermé
    .label = ouvert ici
    .help = ajoutez une ligne de trois deux-points (:::) là où il finit, avec le même retrait
    .explain = Un bloc commence par trois deux-points et un nom, et finit par une ligne de trois deux-points. Sa fin doit se trouver dans le même élément de liste ou la même citation que son début. Quand des blocs sont imbriqués, les intérieurs finissent d’abord; un bloc extérieur peut avoir plus de deux-points, aux deux bouts, pour qu’on les distingue.

G0309 = cette ligne ne ferme aucun bloc
    .label = rien n’est ouvert ici
    .help = retirez-la, ou ouvrez un bloc avant elle (:::note)
    .explain = Une ligne de trois deux-points ferme le dernier bloc ouvert dans le même élément de liste ou la même citation, et aucun n’est ouvert ici. Souvent, le bloc a été fermé plus tôt, ou sa fin n’a pas le même retrait que son début.

G0310 = ces onglets n’ont pas de panneau
    .label = aucune ligne « == Libellé » ne suit
    .help = commencez chaque panneau par une ligne comme « == Windows »
    .explain = Dans des onglets, une ligne faite de deux signes égal, d’une espace et d’un libellé commence un panneau. S’il n’y en a aucune, le texte paraît comme si les onglets n’étaient pas là.

G0311 = deux titres ont l’identifiant « { $id } »
    .label = le second
    .first = le premier
    .help = donnez un autre identifiant à l’un des deux
    .explain = L’identifiant écrit après un titre, comme dans {"{#frais}"}, est l’adresse de ce titre : des liens y mènent, et les autres langues emploient le même. Il doit être le seul dans l’article. Le second titre a reçu un numéro.

G0312 = le code en « { $name } » ne peut pas être coloré
    .label = langage inconnu
    .help = utilisez le nom d’un langage connu, ou text pour du code sans couleurs
    .nearest = vouliez-vous dire « { $nearest } »?
    .explain = Le premier mot après les trois accents graves nomme le langage du code, pour qu’il soit coloré. Celui-ci n’est pas connu; le code paraît sans couleurs.

G0313 = ce HTML est retiré : { $what }
    .label = pas dans la liste permise
    .help = écrivez-le en Markdown, ou mettez html = "trusted" sous [markdown] si tous les auteurs sont de confiance
    .explain = Le HTML d’un article passe par une liste de ce qui est sûr : ni scripts, ni styles, ni cadres, ni attributs qui exécutent du code. Ce qui n’y est pas est retiré. Un site dont tous les auteurs sont de confiance peut désactiver cette liste.

G0314 = le texte est imbriqué sur plus de { $limit } niveaux
    .label = trop profond à partir d’ici
    .help = rapprochez de la marge les listes, les citations, les blocs et l’emphase
    .explain = Les listes, les citations, les blocs, les liens et l’emphase peuvent s’imbriquer jusqu’à une limite qu’aucun lecteur ne pourrait suivre. Au-delà, le texte est gardé, sans sa structure.

G0315 = ce code est trop long et reste sans couleurs : plus de { $limit } lignes, de 256 Kio, ou de 4 096 octets dans une ligne
    .label = trop long
    .help = raccourcissez-le, ou offrez-le en fichier à télécharger
    .explain = Colorer du code prend un temps qui augmente avec sa longueur. Les blocs plus longs paraissent tels quels.

G0316 = il n’y a pas de note « { $name } »
    .label = ne mène nulle part
    .help = ajoutez un paragraphe qui commence par [^{ $name }]:, ou mettez une barre oblique inverse devant le crochet
    .explain = Un nom après un accent circonflexe entre crochets est l’appel d’une note, dont le texte se trouve dans un paragraphe à part qui commence par le même appel suivi d’un deux-points. Sans lui, l’appel paraît comme du texte.

G0317 = ces étapes ne contiennent pas de liste numérotée
    .label = aucune liste ne suit
    .help = écrivez les étapes en liste : 1. …
    .explain = Les étapes contiennent une liste numérotée dont chaque élément est une étape : c’est elle qui paraît comme une marche à suivre, et qui est donnée comme telle aux moteurs de recherche et aux outils de clavardage. Sans liste, le texte paraît tel quel.

G0318 = le texte a plus de { $limit } variables et fragments
    .label = un de trop
    .help = divisez l’article, ou incluez moins de fragments
    .explain = Chaque variable et chaque fragment compte, ceux des fragments aussi. La limite protège la construction du site contre des fragments qui se multiplient. Le texte a été coupé là où il l’atteignait.

G0319 = l’id « { $id } » est réservé au thème
    .help = choisissez un id qui ne commence pas par g-
    .explain = Les id du thème commencent par `g-`. Deux choses qui ont le même id dans une page en briseraient les liens et les étiquettes.

G0320 = colorer ce code prend trop de temps; la fin reste sans couleurs
    .label = trop de pas
    .help = coupez le bloc en deux, ou nommez un autre langage après les marques
    .explain = Les règles d’un langage peuvent essayer un très grand nombre de lectures de certains textes. Chaque bloc a un nombre de pas; quand ils sont épuisés, la suite du bloc paraît telle quelle. Aucun mot n’y manque.

G0321 = le texte a plus de { $limit } liens et images
    .label = un de trop
    .help = divisez l’article en plusieurs
    .explain = Chaque lien est suivi jusqu’à son but, et chaque image mesurée. La limite protège la construction du site contre un texte qui en aurait des millions; les liens qui suivent sont lus comme du texte, et un texte de 400 000 crochets est coupé là.
