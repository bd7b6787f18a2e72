#include "scripted/each_store.h"

#include <QTest>

using namespace nightbell;

namespace {

const QString planted = QStringLiteral("Mrs Planted");

Result<> put(Database &database, const QString &id, qint64 number)
{
    const auto done =
        database.run(QStringLiteral("INSERT INTO note (id, number) VALUES (?, ?)"), {id, QVariant(number)});
    return done ? Result<>() : Result<>(done.problem());
}

qint64 count(Database &database)
{
    const auto found = database.run(QStringLiteral("SELECT COUNT(*) FROM note"));
    return found ? found.value().rows.at(0).at(0).toLongLong() : -1;
}

} // namespace

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTypeComesBackAsItWas_data() { m_stores.rows(); }
    void everyTypeComesBackAsItWas();
    void emptyIsNotNull_data() { m_stores.rows(); }
    void emptyIsNotNull();
    void countsAndSumsAreWholeNumbers_data() { m_stores.rows(); }
    void countsAndSumsAreWholeNumbers();
    void aValueThatCannotBeKeptIsRefusedByItsNumber_data() { m_stores.rows(); }
    void aValueThatCannotBeKeptIsRefusedByItsNumber();
    void aQuestionMarkInsideQuotesIsNoValue_data() { m_stores.rows(); }
    void aQuestionMarkInsideQuotesIsNoValue();
    void changedCountsTheRowsOfThisStatement_data() { m_stores.rows(); }
    void changedCountsTheRowsOfThisStatement();
    void othersSeeATransactionOnlyOnceItIsCommitted_data() { m_stores.rows(); }
    void othersSeeATransactionOnlyOnceItIsCommitted();
    void workThatFailsLeavesNothing_data() { m_stores.rows(); }
    void workThatFailsLeavesNothing();
    void aTransactionCanFollowAFailedOne_data() { m_stores.rows(); }
    void aTransactionCanFollowAFailedOne();
    void aSecondRowOfTheSameKeyIsRefusedOrIgnoredAsAsked_data() { m_stores.rows(); }
    void aSecondRowOfTheSameKeyIsRefusedOrIgnoredAsAsked();
    void errorsNeverHoldValues_data() { m_stores.rows(); }
    void errorsNeverHoldValues();
    void aWriterThatWaitsTooLongIsToldLocked_data() { m_stores.rows(); }
    void aWriterThatWaitsTooLongIsToldLocked();
    void moreStatementsThanAreKeptPreparedStillRun_data() { m_stores.rows(); }
    void moreStatementsThanAreKeptPreparedStillRun();
    void aBigBlobComesBack_data() { m_stores.rows(); }
    void aBigBlobComesBack();
    void tenThousandRowsComeBackInOrder_data() { m_stores.rows(); }
    void tenThousandRowsComeBackInOrder();
    void postgresKeepsABoundedNumberOfStatementsPrepared_data() { m_stores.postgresRow(); }
    void postgresKeepsABoundedNumberOfStatementsPrepared();
    void aClashOfTwoTransactionsIsToldLocked_data() { m_stores.postgresRow(); }
    void aClashOfTwoTransactionsIsToldLocked();
    void aStatementThatTakesTooLongIsToldTimedOut_data() { m_stores.postgresRow(); }
    void aStatementThatTakesTooLongIsToldTimedOut();
    void postgresCommitsNothingAfterAFailedStatement_data() { m_stores.postgresRow(); }
    void postgresCommitsNothingAfterAFailedStatement();

private:
    std::unique_ptr<Database> withNotes();
    static bool onPostgres()
    {
        QFETCH(const QString, store);
        return store == u"postgres";
    }

    EachStore m_stores;
};

std::unique_ptr<Database> TestDatabase::withNotes()
{
    auto database = m_stores.empty();
    const auto made = database->run(
        QStringLiteral("CREATE TABLE note (id TEXT PRIMARY KEY, number BIGINT NOT NULL, body BYTEA, share DOUBLE "
                       "PRECISION, words TEXT)"));
    if (!made)
        qFatal("%s", qPrintable(made.problem().detail));
    return database;
}

void TestDatabase::everyTypeComesBackAsItWas()
{
    const auto database = withNotes();
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    for (const qint64 number : {std::numeric_limits<qint64>::min(), qint64(0), std::numeric_limits<qint64>::max()})
        for (const double share : {0.1, -1e300, 3.0}) {
            QVERIFY(database->run(QStringLiteral("DELETE FROM note")));
            const SqlValues given{QStringLiteral("naïve “words” ☎ 😀 ' \" \\ ?"), number, bytes, share, QVariant()};
            QVERIFY(database->run(
                QStringLiteral("INSERT INTO note (id, number, body, share, words) VALUES (?, ?, ?, ?, ?)"), given));
            const auto found = database->run(
                QStringLiteral("SELECT id, number, body, share, words FROM note WHERE id = ?"), {given[0]});
            QVERIFY2(found, found ? "" : qPrintable(found.problem().detail));
            QCOMPARE(found.value().rows, QList<SqlValues>{given});
            for (qsizetype i = 0; i < given.size(); ++i)
                QCOMPARE(found.value().rows[0][i].typeId(), given[i].typeId());
        }
}

void TestDatabase::emptyIsNotNull()
{
    const auto database = withNotes();
    QVERIFY(database->run(QStringLiteral("INSERT INTO note (id, number, body) VALUES (?, ?, ?)"),
                          {QString(), 1, QByteArray()}));
    const auto found = database->run(QStringLiteral("SELECT id, body, words FROM note WHERE id = ''"));
    QVERIFY(found);
    QCOMPARE(found.value().rows.size(), 1);
    QCOMPARE(found.value().rows[0][0].typeId(), int(QMetaType::QString));
    QCOMPARE(found.value().rows[0][1].typeId(), int(QMetaType::QByteArray));
    QVERIFY(!found.value().rows[0][2].isValid());
}

void TestDatabase::countsAndSumsAreWholeNumbers()
{
    const auto database = withNotes();
    QVERIFY(put(*database, QStringLiteral("a"), 40));
    QVERIFY(put(*database, QStringLiteral("b"), 2));
    const auto found = database->run(
        QStringLiteral("SELECT COUNT(*), SUM(number), MAX(number), COALESCE(MIN(share), 0.5), number = 40 "
                       "FROM note GROUP BY number ORDER BY number DESC"));
    QVERIFY(found);
    const SqlValues expected{qint64(1), qint64(40), qint64(40), 0.5, qint64(1)};
    QCOMPARE(found.value().rows.at(0), expected);
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(found.value().rows[0][i].typeId(), expected[i].typeId());
}

void TestDatabase::aValueThatCannotBeKeptIsRefusedByItsNumber()
{
    const auto database = withNotes();
    const QString sql = QStringLiteral("INSERT INTO note (id, number) VALUES (?, ?)");
    for (const SqlValues &values : {SqlValues{planted + QChar(u'\0'), 1}, SqlValues{QStringList{planted}, 1}}) {
        const auto refused = database->run(sql, values);
        QVERIFY(!refused);
        QCOMPARE(refused.problem().kind, Problem::Kind::Invalid);
        QVERIFY(refused.problem().detail.startsWith(QStringLiteral("value 1 ")));
        QVERIFY(!refused.problem().detail.contains(planted));
    }
    QCOMPARE(count(*database), 0);
}

void TestDatabase::aQuestionMarkInsideQuotesIsNoValue()
{
    const auto database = withNotes();
    const auto found =
        database->run(QStringLiteral("SELECT 'it''s ?' AS \"really?\" /* or ? */ -- ?\n WHERE ? = 7"), {7});
    QVERIFY2(found, found ? "" : qPrintable(found.problem().detail));
    QCOMPARE(found.value().rows, QList<SqlValues>{{QStringLiteral("it's ?")}});
}

void TestDatabase::changedCountsTheRowsOfThisStatement()
{
    const auto database = withNotes();
    for (const char *id : {"a", "b", "c"})
        QVERIFY(put(*database, QLatin1String(id), 1));
    const auto changed = [&](const char *sql) {
        const auto done = database->run(QString::fromLatin1(sql));
        return done ? done.value().changed : -1;
    };
    QCOMPARE(changed("UPDATE note SET number = 2 WHERE id < 'c'"), 2);
    QCOMPARE(changed("UPDATE note SET number = 3 WHERE id = 'z'"), 0);
    QCOMPARE(changed("DELETE FROM note"), 3);
}

void TestDatabase::othersSeeATransactionOnlyOnceItIsCommitted()
{
    const auto database = withNotes();
    const auto other = m_stores.again();
    QVERIFY(database->begin());
    QVERIFY(put(*database, QStringLiteral("a"), 1));
    QCOMPARE(count(*database), 1);
    QCOMPARE(count(*other), 0);
    QVERIFY(database->commit());
    QCOMPARE(count(*other), 1);
    QVERIFY(database->begin());
    QVERIFY(put(*database, QStringLiteral("b"), 1));
    database->rollBack();
    QCOMPARE(count(*database), 1);
}

void TestDatabase::workThatFailsLeavesNothing()
{
    const auto database = withNotes();
    const Result<> done = inTransaction(*database, [&]() -> Result<> {
        if (const Result<> first = put(*database, QStringLiteral("a"), 1); !first)
            return first;
        return put(*database, QStringLiteral("a"), 2);
    });
    QVERIFY(!done);
    QCOMPARE(done.problem().kind, Problem::Kind::Refused);
    QCOMPARE(count(*database), 0);
}

void TestDatabase::aTransactionCanFollowAFailedOne()
{
    const auto database = withNotes();
    QVERIFY(database->begin());
    QVERIFY(!database->run(QStringLiteral("SELECT nothing FROM nowhere")));
    database->rollBack();
    QVERIFY(inTransaction(*database, [&] { return put(*database, QStringLiteral("a"), 1); }));
    QCOMPARE(count(*database), 1);
}

void TestDatabase::aSecondRowOfTheSameKeyIsRefusedOrIgnoredAsAsked()
{
    const auto database = withNotes();
    QVERIFY(put(*database, planted, 1));
    const Result<> twice = put(*database, planted, 2);
    QVERIFY(!twice);
    QCOMPARE(twice.problem().kind, Problem::Kind::Refused);
    const auto ignored = database->run(
        QStringLiteral("INSERT INTO note (id, number) VALUES (?, ?) ON CONFLICT (id) DO NOTHING"), {planted, 2});
    QVERIFY(ignored);
    QCOMPARE(ignored.value().changed, 0);
    const auto kept = database->run(QStringLiteral("SELECT number FROM note"));
    QCOMPARE(kept.value().rows, QList<SqlValues>{{qint64(1)}});
}

void TestDatabase::errorsNeverHoldValues()
{
    const auto database = withNotes();
    QVERIFY(put(*database, planted, 1));
    const QList<std::pair<QString, SqlValues>> wrong{
        {QStringLiteral("INSERT INTO note (id, number) VALUES (?, 2)"), {planted}},
        {QStringLiteral("INSERT INTO note (id, number, words) VALUES ('b', ?, ?)"), {QVariant(), planted}},
        {QStringLiteral("INSERT INTO note (id, number) VALUES ('b', CAST(? AS BIGINT) + nothing)"), {planted}},
        {QStringLiteral("INSERT INTO note (id, number) VALUES ('b', ?)"), {planted}}, // SQLite takes it
        {QStringLiteral("SELECT id FROM note WHERE share > CAST(words AS BIGINT) OR words = ?"), {planted}}};
    int failed = 0;
    for (const auto &[sql, values] : wrong)
        if (const auto done = database->run(sql, values); !done) {
            ++failed;
            QVERIFY2(!done.problem().detail.contains(QStringLiteral("Planted")), qPrintable(done.problem().detail));
            QVERIFY(!done.problem().detail.isEmpty());
        }
    QVERIFY(failed >= 3);
}

void TestDatabase::aWriterThatWaitsTooLongIsToldLocked()
{
    const auto database = withNotes();
    const auto other = m_stores.again();
    QVERIFY(put(*database, QStringLiteral("a"), 1));
    QVERIFY(other->run(onPostgres() ? QStringLiteral("SET lock_timeout = '50ms'")
                                    : QStringLiteral("PRAGMA busy_timeout = 50")));
    QVERIFY(database->begin());
    QVERIFY(database->run(QStringLiteral("UPDATE note SET number = 2")));
    const auto waited = other->run(QStringLiteral("UPDATE note SET number = 3"));
    QVERIFY(!waited);
    QCOMPARE(waited.problem().kind, Problem::Kind::Locked);
    QVERIFY(database->commit());
    QVERIFY(other->run(QStringLiteral("UPDATE note SET number = 3")));
}

void TestDatabase::moreStatementsThanAreKeptPreparedStillRun()
{
    const auto database = withNotes();
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 200; ++i) {
            const auto found = database->run(QStringLiteral("SELECT %1 WHERE ? = 1").arg(i), {1});
            QVERIFY(found);
            QCOMPARE(found.value().rows, QList<SqlValues>{{qint64(i)}});
        }
}

void TestDatabase::aBigBlobComesBack()
{
    const auto database = withNotes();
    QByteArray big(16 * 1024 * 1024, 'x');
    for (qsizetype i = 0; i < big.size(); i += 1021)
        big[i] = char(i);
    QVERIFY(database->run(QStringLiteral("INSERT INTO note (id, number, body) VALUES ('big', 1, ?)"), {big}));
    const auto found = database->run(QStringLiteral("SELECT body FROM note"));
    QVERIFY(found);
    QVERIFY(found.value().rows.at(0).at(0).toByteArray() == big);
}

void TestDatabase::tenThousandRowsComeBackInOrder()
{
    const auto database = withNotes();
    QVERIFY(inTransaction(*database, [&]() -> Result<> {
        for (qint64 i = 0; i < 10'000; ++i)
            if (const Result<> done = put(*database, QString::number(i), i); !done)
                return done;
        return {};
    }));
    const auto found = database->run(QStringLiteral("SELECT number FROM note ORDER BY number"));
    QVERIFY(found);
    QCOMPARE(found.value().rows.size(), 10'000);
    for (qint64 i = 0; i < 10'000; ++i)
        QCOMPARE(found.value().rows[i][0].toLongLong(), i);
}

void TestDatabase::postgresKeepsABoundedNumberOfStatementsPrepared()
{
    const auto database = withNotes();
    const auto prepared = [&] {
        return database->run(QStringLiteral("SELECT COUNT(*) FROM pg_prepared_statements"))
            .value()
            .rows.at(0)
            .at(0)
            .toLongLong();
    };
    for (int i = 0; i < 3; ++i)
        QVERIFY(put(*database, QString::number(i), i));
    QCOMPARE(prepared(), 1);
    for (int i = 0; i < 200; ++i)
        QVERIFY(database->run(QStringLiteral("SELECT %1 WHERE ? = 1").arg(i), {1}));
    QVERIFY(prepared() <= 64);
}

void TestDatabase::postgresCommitsNothingAfterAFailedStatement()
{
    const auto database = withNotes();
    QVERIFY(database->begin());
    QVERIFY(put(*database, QStringLiteral("a"), 1));
    QVERIFY(!put(*database, QStringLiteral("a"), 2));
    const Result<> kept = database->commit();
    QVERIFY(!kept);
    QCOMPARE(kept.problem().kind, Problem::Kind::Refused);
    QCOMPARE(count(*database), 0);
}

void TestDatabase::aClashOfTwoTransactionsIsToldLocked()
{
    const auto database = withNotes();
    QVERIFY(put(*database, QStringLiteral("a"), 1));
    QVERIFY(database->run(QStringLiteral("SET default_transaction_isolation = 'serializable'")));
    QVERIFY(database->run(QStringLiteral("BEGIN")));
    QCOMPARE(count(*database), 1);
    QVERIFY(m_stores.again()->run(QStringLiteral("UPDATE note SET number = 2")));
    const auto late = database->run(QStringLiteral("UPDATE note SET number = 3"));
    QVERIFY(!late);
    QCOMPARE(late.problem().kind, Problem::Kind::Locked);
    QVERIFY(late.problem().detail.contains(QStringLiteral("40001")));
}

void TestDatabase::aStatementThatTakesTooLongIsToldTimedOut()
{
    const auto database = withNotes();
    QVERIFY(database->run(QStringLiteral("SET statement_timeout = '20ms'")));
    const auto late = database->run(QStringLiteral("SELECT pg_sleep(?)"), {10.0});
    QVERIFY(!late);
    QCOMPARE(late.problem().kind, Problem::Kind::TimedOut);
    QCOMPARE(count(*database), 0); // the connection lives
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "test_database.moc"
