#include "scripted/each_store.h"
#include "scripted/scripted_calls.h"
#include "scripted/scripted_secrets.h"
#include "store/call_archive.h"
#include "store/rebuild.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;

// The tables call and escalation, how they are read, and made again from the journal.
class TestCallRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aRowSaysWhatAFoldOfTheEventsSays_data() { m_stores.rows(); }
    void aRowSaysWhatAFoldOfTheEventsSays();
    void aLiveCallThatLeftTheMemoryIsFoldedAnew_data() { m_stores.rows(); }
    void aLiveCallThatLeftTheMemoryIsFoldedAnew();
    void aWithheldNumberLeavesNoMark_data() { m_stores.rows(); }
    void aWithheldNumberLeavesNoMark();
    void theSameNumberWrittenInTwoWaysIsOneCaller_data() { m_stores.rows(); }
    void theSameNumberWrittenInTwoWaysIsOneCaller();
    void anEscalationHasARowOfItsOwn_data() { m_stores.rows(); }
    void anEscalationHasARowOfItsOwn();
    void pagesComeNewestFirstWithoutGapOrRepeat_data() { m_stores.rows(); }
    void pagesComeNewestFirstWithoutGapOrRepeat();
    void aCallIsFoundByTheProvidersIdBothWays_data() { m_stores.rows(); }
    void aCallIsFoundByTheProvidersIdBothWays();
    void aCallWhoseKeyIsDestroyedIsNotThere_data() { m_stores.rows(); }
    void aCallWhoseKeyIsDestroyedIsNotThere();
    void eventsOfTwoEnginesComeByTimeEachInItsOwnOrder_data() { m_stores.rows(); }
    void eventsOfTwoEnginesComeByTimeEachInItsOwnOrder();
    void aMovedRowDoesNotOpen_data() { m_stores.rows(); }
    void aMovedRowDoesNotOpen();
    void projectionsMadeAgainFromTheJournalAreTheSame_data() { m_stores.rows(); }
    void projectionsMadeAgainFromTheJournalAreTheSame();
    void aRebuildThatFailsChangesNothing_data() { m_stores.rows(); }
    void aRebuildThatFailsChangesNothing();

private:
    void write(const QList<CallEvent> &events, const QString &engine = QStringLiteral("e1"));
    QList<SqlValues> rows(const QString &sql) { return m_store.database->run(sql).value().rows; }
    QList<SqlValues> everyRow();
    CallArchive archive() { return CallArchive(*m_store.database, *m_store.keys); }

    EachStore m_stores;
    ScriptedSecrets m_secrets;
    JournalStore m_store;
};

void TestCallRows::init()
{
    m_secrets = ScriptedSecrets();
    m_store = JournalStore();
    m_store = storeOver(m_stores.fresh(), m_secrets);
}

// Each engine writes with projections of its own, as two processes would.
void TestCallRows::write(const QList<CallEvent> &events, const QString &engine)
{
    JournalStore store = storeOver(m_stores.again(), m_secrets);
    qint64 position = lastPosition(*store.database, EngineId(engine)).value();
    QList<JournalEntry> entries;
    for (const CallEvent &each : events)
        entries << JournalEntry{EngineId(engine), ++position, rosewood, each};
    const auto setback = writeTogether(store, entries);
    if (setback)
        qFatal("%s", qPrintable(setback->problem.detail));
}

// Everything the projections keep; what is sealed as it reads.
QList<SqlValues> TestCallRows::everyRow()
{
    QList<SqlValues> all = rows(QStringLiteral(
        "SELECT id, clinic, branch, engine, direction, status, phase, provider, provider_call, caller, created_ms, "
        "updated_ms, ended_ms FROM call ORDER BY id"));
    for (const SqlValues &row : rows(QStringLiteral("SELECT id FROM call ORDER BY id")))
        all << SqlValues{toJson(archive().call(CallId(row.first().toString())).value())};
    all << rows(QStringLiteral("SELECT id, call, clinic, gravity, state, staff, raised_ms, claimed_ms, closed_ms "
                               "FROM escalation ORDER BY id"));
    all << rows(QStringLiteral("SELECT call, clinic, state, caller, verified, dropped_ms, expires_ms, resumed_by "
                               "FROM session ORDER BY call"));
    for (const SqlValues &row : rows(QStringLiteral("SELECT call, sealed FROM session ORDER BY call"))) {
        const CallId id(row[0].toString());
        all << SqlValues{unseal(m_store.keys->callKey(id).value(), row[1].toByteArray(), aboutSession(id)).value()};
    }
    return all;
}

void TestCallRows::aRowSaysWhatAFoldOfTheEventsSays()
{
    const QList<CallEvent> events{begun(1), eventOf(1, Answered{}, Span(3)), heard(1, QStringLiteral("hello")),
                                  eventOf(1, Ended{}, Span(500))};
    CallSummary expected;
    for (const CallEvent &each : events) {
        fold(expected, each);
        write({each}); // one transaction each, every one with an empty memory
        QVERIFY(archive().call(call(1)).value() == expected);
    }
    const SqlValues row = rows(QStringLiteral("SELECT status, ended_ms, branch, engine FROM call")).first();
    QCOMPARE(
        row,
        SqlValues({QStringLiteral("completed"), toMs(morning) + 501, QStringLiteral("main"), QStringLiteral("e1")}));
}

void TestCallRows::aLiveCallThatLeftTheMemoryIsFoldedAnew()
{
    QList<JournalEntry> entries;
    for (int i = 0; i < CallProjection::liveAtMost + 10; ++i) // the first ones are forgotten in between
        entries << JournalEntry{EngineId(QStringLiteral("e1")), i + 1, rosewood, begun(i)};
    QVERIFY(!writeTogether(m_store, entries));
    const JournalEntry later{EngineId(QStringLiteral("e1")), entries.size() + 1, rosewood, eventOf(0, Answered{})};
    QVERIFY(!writeTogether(m_store, {later}));
    QCOMPARE(archive().call(call(0)).value().status, CallStatus::Answered);
    QVERIFY(archive().call(call(0)).value().from == PrivateText(QStringLiteral("+4930123456")));
}

void TestCallRows::aWithheldNumberLeavesNoMark()
{
    CallEvent withheld = begun(1, QString());
    std::get<Initiated>(withheld.what).numberWithheld = true;
    write({withheld});
    QVERIFY(rows(QStringLiteral("SELECT caller FROM call")).first().first().isNull());
}

void TestCallRows::theSameNumberWrittenInTwoWaysIsOneCaller()
{
    write({begun(1, QStringLiteral("+49 30 123456")), begun(2, QStringLiteral("0049-30-123456")),
           begun(3, QStringLiteral("+49 30 123457"))});
    const auto found = rows(QStringLiteral("SELECT caller FROM call ORDER BY id"));
    QCOMPARE(found[0], found[1]);
    QVERIFY(found[0] != found[2]);
}

void TestCallRows::anEscalationHasARowOfItsOwn()
{
    const EscalationId id(QStringLiteral("alarm-1"));
    write({begun(1), eventOf(1, Escalated{.escalation = id, .gravity = Gravity::Emergency}, Span(2))});
    const QString open = QStringLiteral("SELECT id FROM escalation WHERE clinic = 'rosewood' AND state = 'open'");
    QCOMPARE(rows(open).size(), 1);
    write({eventOf(1, Claimed{id, StaffId(QStringLiteral("nurse"))}, Span(4))});
    QVERIFY(rows(open).isEmpty());
    QCOMPARE(
        rows(QStringLiteral("SELECT gravity, state, staff, raised_ms, claimed_ms, closed_ms FROM escalation")).first(),
        SqlValues({QStringLiteral("emergency"), QStringLiteral("claimed"), QStringLiteral("nurse"), toMs(morning) + 3,
                   toMs(morning) + 5, QVariant()}));
}

void TestCallRows::pagesComeNewestFirstWithoutGapOrRepeat()
{
    QList<CallEvent> events;
    for (int i = 0; i < 25; ++i) {
        events << begun(i);
        events.last().at = morning + Span(i / 4); // four calls share each millisecond
    }
    write(events);
    QSet<QString> seen;
    Instant last = morning + Span(1'000);
    auto place = CallArchive::before(last);
    for (int page = 0; page < 4; ++page)
        for (const auto calls = archive().page(rosewood, place, 7); const CallSummary &each : calls.value()) {
            QVERIFY(each.created <= last && !seen.contains(each.id.text()));
            last = each.created;
            seen << each.id.text();
            place = CallArchive::after(each);
        }
    QCOMPARE(seen.size(), 25);
    QVERIFY(archive().page(ClinicId(QStringLiteral("other")), CallArchive::before(last), 7).value().isEmpty());
}

void TestCallRows::aCallIsFoundByTheProvidersIdBothWays()
{
    write({begun(1), begun(2)});
    const ProviderCall second{QStringLiteral("sip"), PrivateText(QStringLiteral("line-2"))};
    QCOMPARE(archive().callOf(rosewood, second).value().text(), call(2).text());
    QVERIFY(archive().providerCallOf(call(2)).value() == second);
    const ProviderCall other{QStringLiteral("webrtc"), second.id};
    QCOMPARE(archive().callOf(rosewood, other).problem().kind, Problem::Kind::NotFound);
    QCOMPARE(archive().providerCallOf(call(3)).problem().kind, Problem::Kind::NotFound);
}

void TestCallRows::aCallWhoseKeyIsDestroyedIsNotThere()
{
    write({begun(1), begun(2), begun(3)});
    QVERIFY(m_store.keys->destroyCallKey(call(2)));
    const auto left = archive().page(rosewood, CallArchive::before(morning + Span(100)), 10);
    QCOMPARE(left.value().size(), 2);
    QCOMPARE(archive().call(call(2)).problem().kind, Problem::Kind::NotFound);
    QVERIFY(archive().events(call(2)).value().isEmpty());
    const auto entries = entriesAfter(*m_store.database, *m_store.keys, EngineId(QStringLiteral("e1")), 0, 2);
    QCOMPARE(entries.value().last().position, 3); // a page is full although one entry is unreadable
}

void TestCallRows::eventsOfTwoEnginesComeByTimeEachInItsOwnOrder()
{
    auto later = heard(1, QStringLiteral("third"), 3), slip = heard(1, QStringLiteral("fourth"), 4);
    slip.at = later.at - Span(150); // the clock was set back
    write({begun(1), heard(1, QStringLiteral("first"), 1), later, slip});
    write({heard(1, QStringLiteral("second"), 2), eventOf(1, Ended{}, Span(9'000))}, QStringLiteral("a2"));
    QStringList words;
    for (const auto events = archive().events(call(1)); const JournalEntry &entry : events.value())
        if (const auto *heard = std::get_if<Heard>(&entry.event.what))
            words << heard->words.reveal();
    QCOMPARE(words.join(u' '), QStringLiteral("first second third fourth"));
    QCOMPARE(archive().call(call(1)).value().lastCallerWords.reveal(), QStringLiteral("fourth"));
}

void TestCallRows::aMovedRowDoesNotOpen()
{
    write({begun(1), eventOf(1, Answered{})});
    QVERIFY(m_store.database->run(QStringLiteral("UPDATE journal SET position = position + 10")));
    QCOMPARE(archive().events(call(1)).problem().kind, Problem::Kind::Damaged);
}

void TestCallRows::projectionsMadeAgainFromTheJournalAreTheSame()
{
    const EngineId lost(QStringLiteral("e1"));
    QList<CallEvent> first, adopted;
    for (int i = 0; i < 40; ++i) {
        const EscalationId alarm(QStringLiteral("alarm-%1").arg(i));
        first << begun(i) << eventOf(i, Answered{}, Span(2)) << heard(i, QStringLiteral("words %1").arg(i));
        if (i % 3 == 0)
            first << eventOf(i, Escalated{.escalation = alarm}, Span(120));
        if (i % 4 == 0)
            first << eventOf(i, Ended{}, Span(200));
        else if (i % 4 == 1)
            adopted << eventOf(i, Adopted{lost}, Span(300))
                    << eventOf(i, Dropped{EndCause::EngineLost, toMs(morning) + 900'000}, Span(300));
        if (i % 8 == 1)
            adopted << eventOf(i, SessionResumed{call(90)}, Span(400));
    }
    write(first);
    write(adopted, QStringLiteral("a2")); // sorts before e1: the rebuild meets the adopter's stream first
    const QList<SqlValues> before = everyRow();
    for (const int batch : {1, 7, 1'000}) {
        for (const char *table : {"call", "escalation", "session"})
            QVERIFY(m_store.database->run(QStringLiteral("DELETE FROM ") + QLatin1String(table)));
        qint64 told = 0;
        const auto read = rebuild(
            m_store, [&](const RebuildProgress &progress) { told = progress.entriesRead; }, batch);
        QCOMPARE(read.value(), first.size() + adopted.size());
        QCOMPARE(told, read.value());
        QCOMPARE(everyRow(), before);
    }
}

void TestCallRows::aRebuildThatFailsChangesNothing()
{
    write({begun(1), begun(2)});
    const QList<SqlValues> before = everyRow();
    QVERIFY(m_store.database->run(QStringLiteral("UPDATE journal SET call = 'call-1' WHERE position = 2")));
    QCOMPARE(rebuild(m_store, [](const RebuildProgress &) {}).problem().kind, Problem::Kind::Damaged);
    QCOMPARE(everyRow(), before);
}

QTEST_GUILESS_MAIN(TestCallRows)
#include "test_call_rows.moc"
