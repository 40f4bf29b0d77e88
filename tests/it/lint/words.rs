//! The tables of the languages: what they find, and what they leave alone.

use standoff::lint::{Capitals, LintPolicy, Linter, Words};
use standoff::{Authority, FieldPolicy, Ingester};

use super::{check, content, lints};

/// What is found of each kind, and a line in which nothing is, for each language.
#[test]
fn built_in_tables() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "de",
            "<p>Das Programm: <a href=/p>hier klicken</a></p>",
            &["empty-link-text: hier klicken"],
        ),
        (
            "de",
            "<p><a href=/p>Abonnieren Sie unseren Newsletter</a>.</p>",
            &["link-is-instruction: Abonnieren Sie unseren Newsletter"],
        ),
        (
            "de",
            "<p>Bitte füllen Sie das Formular aus.</p>",
            &["operates-page: füllen Sie das Formular"],
        ),
        (
            "de",
            "<p>Mehr zum Thema: <a href=/p>Die Brücke</a></p>",
            &["promo-label: Mehr zum Thema"],
        ),
        (
            "de",
            "<p>Die Karte unten zeigt die Brunnen.</p>",
            &["points-at-place: Karte unten"],
        ),
        (
            "de",
            "<p>Die Liste steht am Ende dieses Textes.</p>",
            &["names-the-page: am Ende dieses Textes"],
        ),
        (
            "de",
            "<p>Neue Namen sind kursiv gesetzt.</p>",
            &["look-is-meaning: kursiv gesetzt"],
        ),
        (
            "de",
            "<p>Die Linke und die Rechte im Saal, unten im Tal.</p>",
            &[],
        ),
        ("de", "<p>Das <a href=/p>hörte</a> keiner.</p>", &[]),
        (
            "fr",
            "<p>Le programme : <a href=/p>cliquez ici</a></p>",
            &["empty-link-text: cliquez ici"],
        ),
        (
            "fr",
            "<p><a href=/p>Écoutez l’épisode</a>.</p>",
            &["link-is-instruction: Écoutez l’épisode"],
        ),
        (
            "fr",
            "<p>Pour voter, remplissez le formulaire.</p>",
            &["operates-page: remplissez le formulaire"],
        ),
        (
            "fr",
            "<p>À lire aussi : <a href=/p>Le pont</a></p>",
            &["promo-label: À lire aussi"],
        ),
        (
            "fr",
            "<p>La carte ci-dessous montre les puits.</p>",
            &["points-at-place: carte ci-dessous"],
        ),
        (
            "fr",
            "<p>La liste est en bas de cette page.</p>",
            &["names-the-page: en bas de cette page"],
        ),
        (
            "fr",
            "<p>Les mots en italique sont nouveaux.</p>",
            &["look-is-meaning: mots en italique"],
        ),
        (
            "fr",
            "<p>La gauche et la droite, au-dessus de la mêlée</p>",
            &[],
        ),
        (
            "es",
            "<p>El programa: <a href=/p>haz clic aquí</a></p>",
            &["empty-link-text: haz clic aquí"],
        ),
        (
            "es",
            "<p><a href=/p>Escucha el episodio</a>.</p>",
            &["link-is-instruction: Escucha el episodio"],
        ),
        (
            "es",
            "<p>Para votar, rellena el formulario.</p>",
            &["operates-page: rellena el formulario"],
        ),
        (
            "es",
            "<p>Lee también: <a href=/p>El puente</a></p>",
            &["promo-label: Lee también"],
        ),
        (
            "es",
            "<p>El mapa de abajo muestra los pozos.</p>",
            &["points-at-place: mapa de abajo"],
        ),
        (
            "es",
            "<p>La lista está al final de este artículo.</p>",
            &["names-the-page: al final de este artículo"],
        ),
        (
            "es",
            "<p>Las palabras en cursiva son nuevas.</p>",
            &["look-is-meaning: palabras en cursiva"],
        ),
        (
            "es",
            "<p>La izquierda y la derecha, de abajo arriba</p>",
            &[],
        ),
        (
            "pt",
            "<p>O programa: <a href=/p>clique aqui</a></p>",
            &["empty-link-text: clique aqui"],
        ),
        (
            "pt",
            "<p><a href=/p>Ouça o episódio</a>.</p>",
            &["link-is-instruction: Ouça o episódio"],
        ),
        (
            "pt",
            "<p>Para votar, preencha o formulário.</p>",
            &["operates-page: preencha o formulário"],
        ),
        (
            "pt",
            "<p>Leia também: <a href=/p>A ponte</a></p>",
            &["promo-label: Leia também"],
        ),
        (
            "pt",
            "<p>O mapa abaixo mostra os poços.</p>",
            &["points-at-place: mapa abaixo"],
        ),
        (
            "pt",
            "<p>A lista está no final deste artigo.</p>",
            &["names-the-page: no final deste artigo"],
        ),
        (
            "pt",
            "<p>As palavras em itálico são novas.</p>",
            &["look-is-meaning: palavras em itálico"],
        ),
        ("pt", "<p>A esquerda e a direita, acima de tudo</p>", &[]),
        (
            "ja",
            "<p>予定表は<a href=/p>こちら</a></p>",
            &["empty-link-text: こちら"],
        ),
        (
            "ja",
            "<p><a href=/p>番組を聴く</a></p>",
            &["link-is-instruction: 番組を聴く"],
        ),
        (
            "ja",
            "<p>ボタンをタップしてください。</p>",
            &["operates-page: タップしてください"],
        ),
        (
            "ja",
            "<p>関連記事：<a href=/p>橋の話</a></p>",
            &["promo-label: 関連記事"],
        ),
        (
            "ja",
            "<p>下の地図に井戸を示した。</p>",
            &["points-at-place: 下の地図"],
        ),
        (
            "ja",
            "<p>一覧はこの記事の末尾にある。</p>",
            &["names-the-page: この記事の末尾"],
        ),
        (
            "ja",
            "<p>新しい名前は太字で示した。</p>",
            &["look-is-meaning: 太字で示した"],
        ),
        ("ja", "<p>右派と左派が、水面下で話した。</p>", &[]),
    ];
    for (language, html, expect) in cases {
        check(language, html, expect);
    }
}

/// Each text by the table of its own language.
#[test]
fn the_nearest_lang_decides() {
    let html = "<div lang=de><p>Die Karte unten. <span lang=fr>La carte ci-dessous.</span> \
                Die Karte oben.</p></div><p>The map below.</p>";
    let expect = [
        "points-at-place: Karte unten",
        "points-at-place: carte ci-dessous",
        "points-at-place: Karte oben",
        "points-at-place: map below",
    ];
    check("en", html, &expect);
    check("es", html, &expect[..3]);
    check("en-GB", html, &expect);
    check(
        "en",
        "<p lang=pt-BR>O mapa abaixo</p>",
        &["points-at-place: mapa abaixo"],
    );
    check("en", "<p lang=''>The map below</p>", &[]);
    let other = super::linter("es").in_language("en");
    assert_eq!(other.lint(&content(html)).len(), 4);
    assert_eq!(other.in_language("nl").lint(&content(html)).len(), 3);
    // A phrase is of one language.
    check("en", "<p>The map <span lang=de>below</span></p>", &[]);
}

#[test]
fn words_are_added() {
    let find = |policy: LintPolicy, html: &str| -> Vec<String> {
        let linter = Linter::new(&policy, &Authority::article()).unwrap();
        let lints = linter.lint(&content(html));
        lints.iter().map(super::shown).collect()
    };
    let html = "<p>Zoals de kaart hieronder laat zien</p>";
    assert_eq!(find(LintPolicy::new().language("nl"), html), [""; 0]);
    let dutch = Words::new("nl")
        .with_pictures(["kaart"])
        .with_below(["hieronder"]);
    let policy = LintPolicy::new().language("nl-BE").words(dutch.clone());
    assert_eq!(
        find(policy.clone(), html),
        ["points-at-place: kaart hieronder"]
    );
    // Twice as one.
    let twice = policy.words(dutch.with_except(["kaart hieronder"]));
    assert_eq!(find(twice, html), [""; 0]);

    let html = "<p>The soundscape below is new.</p>";
    let more = Words::new("en").with_players(["soundscape"]);
    assert_eq!(find(LintPolicy::new(), html), [""; 0]);
    let found = find(LintPolicy::new().words(more), html);
    assert_eq!(found, ["points-at-place: soundscape below"]);

    let names = Words::new("xx").with_pages(["this page"]);
    let nouns = names.clone().with_capitals(Capitals::Nouns);
    let html = "<p lang=xx>Of This Page</p>";
    assert_eq!(find(LintPolicy::new().words(names), html), [""; 0]);
    assert_eq!(
        find(LintPolicy::new().words(nouns), html),
        ["names-the-page: This Page"]
    );
}

/// Stored content, plain text too, has no language but that of the policy.
#[test]
fn lines_are_blocks_and_breaks() {
    check("en", "<p>the map</p><p>below</p>", &[]);
    check("en", "<p>the map<br>below</p>", &[]);
    check(
        "en",
        "<p>the <em>map</em> be<b>low</b></p>",
        &["points-at-place: map below"],
    );
    check(
        "en",
        "<table><tr><td>the map</td><td>below</td></tr></table>",
        &[],
    );
    let ingester = Ingester::new(&FieldPolicy::new(), &Authority::article()).unwrap();
    assert!(ingester.ingest("").unwrap().content().is_blank());
    check("en", "", &[]);
    assert_eq!(lints("en", "<p>READ ALL ABOUT THE MAP BELOW</p>").len(), 1);
}
