#include "scripted/indexed_store.h"

#include <QRandomGenerator>
#include <QTest>

using namespace nightbell;

class TestSearchIndex : public QObject, private IndexedStore
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void linesAreFoundNewestFirst_data() { m_stores.rows(); }
    void linesAreFoundNewestFirst();
    void aFoundLineTellsWhereItStands_data() { m_stores.rows(); }
    void aFoundLineTellsWhereItStands();
    void onlyFinalWordsAndNotesAreFound_data() { m_stores.rows(); }
    void onlyFinalWordsAndNotesAreFound();
    void aPageGoesOnWhereTheLastOneEnded_data() { m_stores.rows(); }
    void aPageGoesOnWhereTheLastOneEnded();
    void aClinicFindsOnlyItsOwnLines_data() { m_stores.rows(); }
    void aClinicFindsOnlyItsOwnLines();
    void aPhraseIsFoundBeyondTheCountedWords_data() { m_stores.rows(); }
    void aPhraseIsFoundBeyondTheCountedWords();
    void aPrefixOfTooManyWordsIsFoundAllTheSame_data() { m_stores.rows(); }
    void aPrefixOfTooManyWordsIsFoundAllTheSame();
    void itFindsWhatANaiveScanFinds_data() { m_stores.rows(); }
    void itFindsWhatANaiveScanFinds();
};

void TestSearchIndex::linesAreFoundNewestFirst()
{
    const QStringList said{QStringLiteral("I have a pain in my chest"), QStringLiteral("No pain today"),
                           QStringLiteral("Chest X-ray please"), QStringLiteral("my CHEST; the pain is back")};
    for (const QString &words : said)
        QVERIFY(m_lines->hears(call, words).ok());
    for (const bool indexed : {false, true}) {
        if (indexed)
            indexAll(m_lines->engine);
        QCOMPARE(wordsIn(m_index->search(rosewood, u"chest", 10)), (QStringList{said[3], said[2], said[0]}));
        QCOMPARE(wordsIn(m_index->search(rosewood, u"pain chest", 10)), (QStringList{said[3], said[0]}));
        QCOMPARE(wordsIn(m_index->search(rosewood, u"\"the pain\"", 10)), QStringList{said[3]});
        QCOMPARE(wordsIn(m_index->search(rosewood, u"x-ray", 10)), QStringList{said[2]});
        QCOMPARE(wordsIn(m_index->search(rosewood, u"tod*", 10)), QStringList{said[1]});
        QCOMPARE(wordsIn(m_index->search(rosewood, u"absent", 10)), QStringList());
        QCOMPARE(wordsIn(m_index->search(rosewood, u"absent*", 10)), QStringList());
        QCOMPARE(wordsIn(m_index->search(rosewood, u"  ", 10)), QStringList());
    }
}

void TestSearchIndex::aFoundLineTellsWhereItStands()
{
    QVERIFY(m_lines->hears(call, QStringLiteral("a rash")).ok());
    const FoundLine expected{m_lines->engine, m_lines->last(), call,
                             m_lines->now,    Party::Caller,   PrivateText(QStringLiteral("a rash"))};
    QCOMPARE(m_index->search(rosewood, u"rash", 1).value().lines, QList<FoundLine>{expected});
    indexAll(m_lines->engine);
    QCOMPARE(m_index->search(rosewood, u"rash", 1).value().lines, QList<FoundLine>{expected});
}

void TestSearchIndex::onlyFinalWordsAndNotesAreFound()
{
    Heard partial;
    partial.final = false;
    Heard heard;
    Said said;
    NoteWritten note;
    SlotFilled slot;
    partial.words = heard.words = said.words = note.words = slot.value = PrivateText(QStringLiteral("fever"));
    for (const Happening &what :
         {Happening(partial), Happening(heard), Happening(said), Happening(note), Happening(slot)})
        QVERIFY(m_lines->happens(call, what).ok());
    for (const bool indexed : {false, true}) {
        if (indexed)
            indexAll(m_lines->engine);
        const auto page = m_index->search(rosewood, u"fever", 10);
        QVERIFY2(page.ok(), qPrintable(why(page)));
        QList<Party> who;
        for (const FoundLine &line : page.value().lines)
            who << line.who;
        QCOMPARE(who, (QList<Party>{Party::Staff, Party::Assistant, Party::Caller}));
    }
}

void TestSearchIndex::aPageGoesOnWhereTheLastOneEnded()
{
    QStringList all;
    for (int i = 0; i < 20; ++i) {
        m_lines->engine = EngineId(i % 3 ? QStringLiteral("engine-a") : QStringLiteral("engine-b"));
        all.prepend(QStringLiteral("pain number %1").arg(i));
        QVERIFY(m_lines->hears(call, all.front()).ok());
        if (i == 12)
            indexAll(m_lines->engine, 4);
    }
    QStringList got;
    SearchPlace before;
    for (bool more = true; more;) {
        const auto page = m_index->search(rosewood, u"pain", 3, before);
        QVERIFY2(page.ok(), qPrintable(why(page)));
        got << wordsIn(page);
        before = page.value().next;
        more = page.value().more;
    }
    QCOMPARE(got, all);
}

void TestSearchIndex::aClinicFindsOnlyItsOwnLines()
{
    QVERIFY(m_lines->hears(call, QStringLiteral("pain here")).ok());
    m_lines->clinic = elmtree;
    const CallId other(QStringLiteral("call-2"));
    QVERIFY(m_lines->begins(other).ok());
    QVERIFY(m_lines->hears(other, QStringLiteral("pain there")).ok());
    for (const bool indexed : {false, true}) {
        if (indexed)
            indexAll(m_lines->engine);
        QCOMPARE(wordsIn(m_index->search(rosewood, u"pain", 10)), QStringList{QStringLiteral("pain here")});
        QCOMPARE(wordsIn(m_index->search(elmtree, u"pai*", 10)), QStringList{QStringLiteral("pain there")});
    }
    QCOMPARE(m_index->search(ClinicId(QStringLiteral("unknown")), u"pain", 1).problem().kind, Problem::Kind::Locked);
}

void TestSearchIndex::aPhraseIsFoundBeyondTheCountedWords()
{
    QString lengthy;
    for (int i = 0; i < 2 * wordsPerLine; ++i)
        lengthy += QStringLiteral("w%1 ").arg(i);
    QVERIFY(m_lines->hears(call, lengthy).ok());
    indexAll(m_lines->engine);
    for (const int at : {0, 1021, 1022, 1023, 1024, 2000}) {
        const auto phrase = QStringLiteral("\"w%1 w%2\"");
        QCOMPARE(wordsIn(m_index->search(rosewood, phrase.arg(at).arg(at + 1), 2)), QStringList{lengthy});
        QCOMPARE(wordsIn(m_index->search(rosewood, phrase.arg(at + 1).arg(at), 2)), QStringList());
    }
}

void TestSearchIndex::aPrefixOfTooManyWordsIsFoundAllTheSame()
{
    m_lines->entriesAtOnce = 100;
    QString last;
    for (int i = 0; i < 260; ++i) {
        last.clear();
        for (int j = 0; j < 10; ++j)
            last += QStringLiteral("q%1x%2 ").arg(i).arg(j);
        QVERIFY(m_lines->hears(call, last).ok());
    }
    QVERIFY(m_lines->hears(call, QStringLiteral("other words")).ok());
    QVERIFY(m_lines->write().ok());
    indexAll(m_lines->engine);
    QCOMPARE(wordsIn(m_index->search(rosewood, u"q*", 1)), QStringList{last});
    QCOMPARE(m_index->search(rosewood, u"q*", 1000).value().lines.size(), 260);
    QCOMPARE(m_index->search(rosewood, u"q* q7x3", 1000).value().lines.size(), 1);
    QCOMPARE(m_index->search(rosewood, u"q25*", 1000).value().lines.size(), 11);
}

void TestSearchIndex::itFindsWhatANaiveScanFinds()
{
    const QStringList vocabulary{QStringLiteral("pa"),  QStringLiteral("pain"),  QStringLiteral("paint"),
                                 QStringLiteral("no"),  QStringLiteral("now"),   QStringLiteral("chest"),
                                 QStringLiteral("a"),   QStringLiteral("chess"), QStringLiteral("nowhere"),
                                 QStringLiteral("my1"), QStringLiteral("my")};
    for (quint32 seed = 1; seed <= 4; ++seed) {
        init();
        QRandomGenerator random(seed);
        const auto word = [&] { return vocabulary[random.bounded(int(vocabulary.size()))]; };
        m_lines->entriesAtOnce = 40;
        QStringList texts; // newest first
        for (int i = 0; i < 400; ++i) {
            m_lines->engine = EngineId(QStringLiteral("engine-%1").arg(random.bounded(2)));
            QString text;
            for (int words = random.bounded(7); words >= 0; --words)
                text += word() + (words ? QStringLiteral(" ") : QString());
            texts.prepend(text);
            QVERIFY(m_lines->hears(call, text).ok());
            if (random.bounded(100) == 0) {
                QVERIFY(m_lines->write().ok());
                QVERIFY(m_index->indexNext(m_lines->engine, 1 + random.bounded(150)).ok());
            }
        }
        QVERIFY(m_lines->write().ok());
        for (int round = 0; round < 60; ++round) {
            if (round == 40)
                for (const int engine : {0, 1})
                    indexAll(EngineId(QStringLiteral("engine-%1").arg(engine)), 1 + random.bounded(90));
            QStringList pieces, query;
            for (int count = 1 + random.bounded(3); count > 0; --count) {
                QStringList row{word()};
                for (int length = random.bounded(3); length > 0; --length)
                    row << word();
                const bool prefix = random.bounded(3) == 0;
                pieces << u' ' + row.join(u' ') + (prefix ? QString() : QStringLiteral(" "));
                query << (prefix ? row.join(u'-') + u'*' : u'"' + row.join(u' ') + u'"');
            }
            QStringList expected;
            for (const QString &text : texts)
                if (std::all_of(pieces.begin(), pieces.end(),
                                [&](const QString &piece) { return (u' ' + text + u' ').contains(piece); }))
                    expected << text;
            const int limit = 1 + random.bounded(500);
            const auto page = m_index->search(rosewood, query.join(u' '), limit);
            QVERIFY2(page.ok(), qPrintable(why(page)));
            QVERIFY2(wordsIn(page) == expected.mid(0, limit),
                     qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(query.join(u' '))));
            QCOMPARE(page.value().more, expected.size() > limit);
        }
    }
}

QTEST_GUILESS_MAIN(TestSearchIndex)
#include "test_search_index.moc"
