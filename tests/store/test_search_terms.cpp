#include "store/search_terms.h"

#include <QTest>

using namespace nightbell;

class TestSearchTerms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksThatALeftOutOneKeptApartComeIntoTheirOrder();
    void aTextFallsIntoWords_data();
    void aTextFallsIntoWords();
    void foldingAgainChangesNothing();
    void aQueryFallsIntoPieces_data();
    void aQueryFallsIntoPieces();
    void tooLongAQueryIsRefused();
    void aLineMatchesWhenItHasEveryPiece();
};

void TestSearchTerms::aTextFallsIntoWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *text, const char *words) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(words);
    };
    row("nothing", " …, - ", "");
    row("case and punctuation", "My CHEST is tight!", "my chest is tight");
    row("apostrophes", "I don't, I don’t; 'quoted' o`clock", "i dont i dont quoted oclock");
    row("digits", "call +41 79 123-45.67, room b12", "call 41 79 123 45 67 room b12");
    row("accents", "Zoë Müller's café", "zoe mullers cafe");
    row("accents apart", "Zoe\xCC\x88", "zoe");
    row("sharp s", "Straße STRASSE", "strasse strasse");
    row("Greek final sigma", "ΟΔΟΣ οδος", "οδοσ οδοσ");
    row("Turkish dotted I", "İzmir", "izmir");
    row("Cyrillic", "Ёлка", "елка");
    row("full width", "Ａｂｃ１２", "abc12");
    row("Arabic vowels", "مَرحَبا", "مرحبا");
    row("Han characters stand alone", "头痛 ok头ok", "头 痛 ok 头 ok");
    row("Devanagari keeps its vowels", "दर्द", "दर्द");
    row("emoji separate", "pain😀here", "pain here");
    row("beyond the first plane", "𝐀b 𐐀", "ab 𐐨");
}

void TestSearchTerms::aTextFallsIntoWords()
{
    QFETCH(const QString, text);
    QFETCH(const QString, words);
    QCOMPARE(searchWordsOf(text).join(u' '), words.normalized(QString::NormalizationForm_KD));
}

void TestSearchTerms::foldingAgainChangesNothing()
{
    QString all;
    for (char32_t c = 1; c < 0x20000; ++c)
        if (!QChar::isSurrogate(c)) {
            all += QChar::fromUcs4(c);
            if (c % 7 == 0)
                all += u' ';
        }
    const QStringList words = searchWordsOf(all);
    QVERIFY(words.size() > 1000);
    for (const QString &word : words) {
        QVERIFY(!word.isEmpty() && word.size() <= searchWordCharactersAtMost);
        QCOMPARE(searchWordsOf(word), QStringList{word});
    }
    QCOMPARE(searchWordsOf(QString(1000, u'x')), QStringList{QString(searchWordCharactersAtMost, u'x')});
}

void TestSearchTerms::aQueryFallsIntoPieces_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QList<QStringList>>("pieces"); // a prefix ends in a star
    QTest::newRow("nothing") << QStringLiteral(" * \"\" -") << QList<QStringList>{};
    QTest::newRow("words") << QStringLiteral("Chest  pain")
                           << QList<QStringList>{{QStringLiteral("chest")}, {QStringLiteral("pain")}};
    QTest::newRow("phrase") << QStringLiteral("\"chest pain\" now")
                            << QList<QStringList>{{QStringLiteral("chest"), QStringLiteral("pain")},
                                                  {QStringLiteral("now")}};
    QTest::newRow("curled quotes, not closed")
        << QStringLiteral("“chest pain") << QList<QStringList>{{QStringLiteral("chest"), QStringLiteral("pain")}};
    QTest::newRow("prefix") << QStringLiteral("appoint*")
                            << QList<QStringList>{{QStringLiteral("appoint"), QStringLiteral("*")}};
    QTest::newRow("a word of two") << QStringLiteral(
        "e-mail*") << QList<QStringList>{{QStringLiteral("e"), QStringLiteral("mail"), QStringLiteral("*")}};
    QTest::newRow("said twice") << QStringLiteral("pain Pain") << QList<QStringList>{{QStringLiteral("pain")}};
}

void TestSearchTerms::aQueryFallsIntoPieces()
{
    QFETCH(const QString, typed);
    QFETCH(const QList<QStringList>, pieces);
    const auto query = searchQueryFrom(typed);
    QVERIFY(query.ok());
    QList<QStringList> got;
    for (const SearchPiece &piece : query.value())
        got << piece.words + (piece.prefix ? QStringList{QStringLiteral("*")} : QStringList());
    QCOMPARE(got, pieces);
}

void TestSearchTerms::tooLongAQueryIsRefused()
{
    QCOMPARE(searchQueryFrom(QString(queryCharactersAtMost + 1, u'x')).problem().kind, Problem::Kind::Invalid);
    QString many;
    for (int i = 0; i <= queryWordsAtMost; ++i)
        many += QString::number(i) + u' ';
    QCOMPARE(searchQueryFrom(many).problem().kind, Problem::Kind::Invalid);
}

void TestSearchTerms::aLineMatchesWhenItHasEveryPiece()
{
    const QStringList line = searchWordsOf(QStringLiteral("I have a bad bad pain in my chest"));
    const auto found = [&](const char *typed) {
        return matches(searchQueryFrom(QString::fromUtf8(typed)).value(), line);
    };
    QVERIFY(found("chest"));
    QVERIFY(found("chest pain"));
    QVERIFY(!found("\"chest pain\""));
    QVERIFY(found("\"bad pain\" che*"));
    QVERIFY(found("\"bad bad pain\""));
    QVERIFY(!found("\"bad bad bad\""));
    QVERIFY(found("pain-in-m*"));
    QVERIFY(!found("ches"));
    QVERIFY(!found("chest arm"));
}

void TestSearchTerms::marksThatALeftOutOneKeptApartComeIntoTheirOrder()
{
    const QString text = QString(QChar(0x2DFF)) + QChar(u'\'') + QChar(0x1939); // the apostrophe is no part of the word
    const QStringList words = searchWordsOf(text);
    QCOMPARE(words.size(), 1);
    QCOMPARE(searchWordsOf(words.first()), words);
}

QTEST_APPLESS_MAIN(TestSearchTerms)
#include "test_search_terms.moc"
