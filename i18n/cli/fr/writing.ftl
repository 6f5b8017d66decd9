# Ce qui cloche dans les mots eux-mêmes (domaine 11).

G1101 = le guillemet { $sign } est seul
    .label = sans son pareil
    .help = ajoutez l’autre, ou retirez celui-ci
    .explain = Les guillemets vont par deux. Guichet change les guillemets droits en ceux de la langue quand il voit les deux; il ne peut pas deviner où un guillemet seul devait se fermer. Une citation de plusieurs paragraphes peut en avoir un au début de chacun et se ferme une fois, à la fin.

G1102 = { $sign } sont les guillemets d’une autre langue
    .label = dans cette langue : { $right }
    .help = écrivez des guillemets droits, que guichet change en { $right }, ou tapez ceux-ci
    .explain = Le français cite entre « », et n’emploie “ ” qu’à l’intérieur d’une citation; l’anglais cite entre “ ”. Les guillemets droits (") deviennent ceux de la langue de la page.

G1103 = { $kind ->
        [before] il y a une espace avant « { $sign } »
        [inside] il y a une espace entre une parenthèse et ses mots
        [elision] il y a une espace après l’apostrophe
       *[missing] il manque une espace après « { $sign } »
    }
    .label = ici
    .help = { $kind ->
        [missing] ajoutez-la
       *[other] retirez-la
    }
    .explain = Guichet place de lui-même les espaces que la langue veut autour de ses signes. Il ne touche pas à celles qu’aucune règle ne veut, car elles cachent parfois une autre faute : une espace avant une virgule ou un point, à l’intérieur des parenthèses, après une apostrophe, ou aucune après une virgule.

G1104 = « { $sign } » tient lieu d’apostrophe
    .label = un autre signe
    .help = tapez l’apostrophe du clavier ('); guichet la rend courbe
    .explain = Un accent aigu ou grave, ou un guillemet ouvrant, ressemble à une apostrophe et n’en est pas une : la recherche ne trouve pas le mot, et un lecteur d’écran trébuche dessus.

G1105 = « { $written } » n’est pas la bonne abréviation de l’ordinal
    .label = { $right }
    .help = écrivez { $right }
    .explain = « Premier » s’abrège en 1er, « première » en 1re, « deuxième » et les suivants en 2e, 3e, 4e (OQLF). 1ère et 2ème sont des fautes.

G1106 = « { $written } » s’écrit avec une ligature
    .label = { $right }
    .help = écrivez { $right }
    .explain = En français, œ est une lettre dans des mots comme œuvre, cœur, sœur, œil et nœud. Avec oe, le mot a une faute. La recherche trouve les deux.

G1107 = « { $written } » n’a pas l’accent de sa majuscule
    .label = { $right }
    .help = écrivez { $right }
    .explain = Les majuscules prennent leurs accents (OQLF) : À, É, Ê. Sans accent, « A » peut se lire comme un autre mot.

G1108 = ce passage semble être dans une autre langue ({ $lang }){ $more ->
        [0] {""}
        [one] , et un autre aussi dans ce texte
       *[other] , et { $more } autres aussi dans ce texte
    }
    .label = langue : { $lang }
    .help = traduisez-le; s’il doit rester, mettez-le dans <span lang="{ $lang }">…</span>, entre guillemets ou en italique
    .explain = La plupart de ces passages sont restés de l’autre langue. Un lecteur d’écran les prononce avec la mauvaise voix, et la recherche les cherche dans la mauvaise langue. Ce qui est voulu se dit avec `lang`. Les citations, le code, les liens, l’emphase, les mots entre guillemets et les références ne sont jamais regardés, et un passage a au moins huit mots.
