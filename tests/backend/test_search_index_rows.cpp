// What the index keeps in its tables, who writes there, and what becomes of it.
#include "scripted/indexed_store.h"

#include <QTest>

using namespace nightbell;

class TestSearchIndexRows : public QObject, private IndexedStore
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void aLexiconTooLargeForMemoryIsReadFromItsRows_data() { m_stores.rows(); }
    void aLexiconTooLargeForMemoryIsReadFromItsRows();
    void aSecondIndexTakesUpWhatTheFirstAdds_data() { m_stores.rows(); }
    void aSecondIndexTakesUpWhatTheFirstAdds();
    void theLoserOfTwoIndexersIsTold_data() { m_stores.rows(); }
    void theLoserOfTwoIndexersIsTold();
    void segmentsStayFew_data() { m_stores.rows(); }
    void segmentsStayFew();
    void anIndexMadeAnewFindsTheSame_data() { m_stores.rows(); }
    void anIndexMadeAnewFindsTheSame();
    void damageIsToldAndNothingCrashes_data() { m_stores.rows(); }
    void damageIsToldAndNothingCrashes();
    void noWordStandsInTheTables_data() { m_stores.rows(); }
    void noWordStandsInTheTables();

private:
    qint64 count(const QString &table);
};

qint64 TestSearchIndexRows::count(const QString &table)
{
    return m_database->run(QStringLiteral("SELECT COUNT(*) FROM ") + table).value().rows[0][0].toLongLong();
}

void TestSearchIndexRows::aLexiconTooLargeForMemoryIsReadFromItsRows()
{
    QVERIFY(m_lines->hears(call, QStringLiteral("one two three four five fifth")).ok());
    indexAll(m_lines->engine);
    const Cursors cursors{{m_lines->engine, m_lines->last()}};
    for (const qsizetype kept : {1, 5, 6, 100}) {
        Lexicon lexicon(*m_database, rosewood, m_keys->indexKey(rosewood).value(), kept);
        auto words = lexicon.startingWith(QStringLiteral("f"), 3, cursors);
        QVERIFY2(words.ok(), qPrintable(why(words)));
        words.value()->sort();
        QCOMPARE(*words.value(),
                 (QStringList{QStringLiteral("fifth"), QStringLiteral("five"), QStringLiteral("four")}));
        QVERIFY(!lexicon.startingWith(QStringLiteral("f"), 2, cursors).value());
    }
}

void TestSearchIndexRows::aSecondIndexTakesUpWhatTheFirstAdds()
{
    const auto connection = m_stores.again();
    KeyRing keys(*connection, m_secrets);
    QVERIFY(keys.openOrCreate(rosewood).ok());
    QVERIFY(keys.openOrCreate(elmtree).ok());
    SearchIndex second(*connection, keys);
    for (const QString &words : {QStringLiteral("headache"), QStringLiteral("heartburn"), QStringLiteral("hearing")}) {
        m_lines->engine = EngineId(QStringLiteral("engine-") + words);
        QVERIFY(m_lines->hears(call, words).ok());
        indexAll(m_lines->engine);
        QCOMPARE(wordsIn(second.search(rosewood, u"hea*", 1)), QStringList{words});
    }
}

void TestSearchIndexRows::theLoserOfTwoIndexersIsTold()
{
    QVERIFY(m_lines->hears(call, QStringLiteral("pain")).ok());
    class Overtaken : public Database
    {
    public:
        Overtaken(Database &real, std::function<void()> other) : m_real(real), m_other(std::move(other)) { }
        Dialect dialect() const override { return m_real.dialect(); }
        Result<SqlRows> run(const QString &sql, const SqlValues &values) override { return m_real.run(sql, values); }
        Result<> begin() override
        {
            if (const auto other = std::exchange(m_other, {}))
                other();
            return m_real.begin();
        }
        Result<> commit() override { return m_real.commit(); }
        void rollBack() override { m_real.rollBack(); }

    private:
        Database &m_real;
        std::function<void()> m_other;
    };
    for (int round = 0; round < 2; ++round) { // without a cursor, then with one
        Overtaken overtaken(*m_database, [&] { indexAll(m_lines->engine); });
        SearchIndex second(overtaken, *m_keys);
        QCOMPARE(second.indexNext(m_lines->engine, 10).problem().kind, Problem::Kind::Stale);
        QCOMPARE(m_index->search(rosewood, u"pain", 10).value().lines.size(), round + 1);
        QVERIFY(m_lines->hears(call, QStringLiteral("pain")).ok());
    }
}

void TestSearchIndexRows::segmentsStayFew()
{
    constexpr int lines = 6000;
    m_lines->entriesAtOnce = 1000;
    for (int i = 0; i < lines; ++i)
        QVERIFY(m_lines->hears(call, QStringLiteral("same")).ok());
    QVERIFY(m_lines->write().ok());
    indexAll(m_lines->engine, 50);
    // Two terms (the word, every line): one full segment each, then at most one per doubling from smallRun.
    QVERIFY2(count(QStringLiteral("posting")) <= 2 * 8, qPrintable(QString::number(count(QStringLiteral("posting")))));
    QCOMPARE(m_index->search(rosewood, u"same", 2 * lines).value().lines.size(), lines);
}

void TestSearchIndexRows::anIndexMadeAnewFindsTheSame()
{
    for (int i = 0; i < 30; ++i)
        QVERIFY(m_lines->hears(call, QStringLiteral("pain %1").arg(i)).ok());
    indexAll(m_lines->engine, 7);
    const QStringList before = wordsIn(m_index->search(rosewood, u"pa* 1*", 100));
    QVERIFY(before.size() == 11);
    QVERIFY(m_index->clear().ok());
    QCOMPARE(count(QStringLiteral("posting")) + count(QStringLiteral("lexicon")), 0);
    indexAll(m_lines->engine, 11);
    QCOMPARE(wordsIn(m_index->search(rosewood, u"pa* 1*", 100)), before);
}

void TestSearchIndexRows::damageIsToldAndNothingCrashes()
{
    QVERIFY(m_lines->hears(call, QStringLiteral("pain")).ok());
    QVERIFY(m_lines->hears(call, QStringLiteral("other words")).ok());
    indexAll(m_lines->engine);
    QVERIFY(m_database->begin().ok());
    QVERIFY(m_database->run(QStringLiteral("UPDATE posting SET first_position = first_position - 1")).ok());
    const auto moved = m_index->search(rosewood, u"pain", 1);
    QCOMPARE(moved.problem().kind, Problem::Kind::Damaged);
    QVERIFY(!moved.problem().detail.contains(u"pain"));
    m_database->rollBack();
    QVERIFY(m_database->run(QStringLiteral("UPDATE lexicon SET sealed = ?"), {QByteArray("nonsense")}).ok());
    SearchIndex fresh(*m_database, *m_keys);
    QCOMPARE(fresh.search(rosewood, u"pa*", 1).problem().kind, Problem::Kind::Damaged);
    QVERIFY(m_database->run(QStringLiteral("UPDATE posting SET sealed = ?"), {QByteArray(200, 'x')}).ok());
    QCOMPARE(fresh.search(rosewood, u"pain", 1).problem().kind, Problem::Kind::Damaged);
    QVERIFY(fresh.clear().ok());
    QCOMPARE(wordsIn(fresh.search(rosewood, u"pa*", 1)), QStringList{QStringLiteral("pain")});
}

void TestSearchIndexRows::noWordStandsInTheTables()
{
    QVERIFY(m_lines->hears(call, QStringLiteral("zanzibar zanzibar")).ok());
    indexAll(m_lines->engine);
    for (const QString &table : {QStringLiteral("posting"), QStringLiteral("lexicon"), QStringLiteral("journal")}) {
        const auto found = m_database->run(QStringLiteral("SELECT * FROM ") + table);
        QVERIFY(found.ok() && !found.value().rows.isEmpty());
        for (const SqlValues &row : found.value().rows)
            for (const QVariant &value : row)
                QVERIFY(!value.toByteArray().contains("zanzibar"));
    }
}

QTEST_GUILESS_MAIN(TestSearchIndexRows)
#include "test_search_index_rows.moc"
