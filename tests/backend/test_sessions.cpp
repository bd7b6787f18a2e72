#include "scripted/each_store.h"
#include "scripted/scripted_journal.h"
#include "scripted/scripted_secrets.h"
#include "store/session_book.h"

#include <QTest>

using namespace nightbell;

namespace {

constexpr Instant start = instantFromMs(1'760'000'000'000);
const QString number = QStringLiteral("+493012345678");

CallId id(const char *text) { return CallId(QString::fromLatin1(text)); }

// A store with one clinic, its keys, its journal and its book.
struct Desk
{
    std::unique_ptr<Database> database;
    ScriptedSecrets secrets;
    KeyRing keys;
    ScriptedJournal journal;
    SessionBook book;

    explicit Desk(EachStore &stores)
        : database(stores.fresh())
        , keys(*database, secrets)
        , journal(*database, keys, QStringLiteral("oak"))
        , book(*database)
    {
        if (!keys.openOrCreate(journal.clinic()))
            qFatal("no keys");
    }
    std::optional<WaitingSession> find(Instant now, const QString &by = number)
    {
        const auto caller = knownCaller(keys, journal.clinic(), markOfNumber(by));
        const auto found = book.find(caller.value(), now);
        if (!found)
            qFatal("%s", qPrintable(found.problem().detail));
        return found.value();
    }
    SqlValues row(const CallId &call)
    {
        const auto found = database->run(QStringLiteral("SELECT clinic, state, caller, verified, dropped_ms, "
                                                        "expires_ms, resumed_by FROM session WHERE call = ?"),
                                         {call.text()});
        return found && !found.value().rows.isEmpty() ? found.value().rows.first() : SqlValues();
    }
    QString state(const CallId &call) { return row(call).value(1).toString(); }
};

} // namespace

class TestSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDroppedCallLeavesASessionThatItsCallerFinds_data() { m_stores.rows(); }
    void aDroppedCallLeavesASessionThatItsCallerFinds();
    void whatWasSaidIsOnlyToldToWhoProvedToBeTheCaller_data() { m_stores.rows(); }
    void whatWasSaidIsOnlyToldToWhoProvedToBeTheCaller();
    void aSnapshotMovedToAnotherCallDoesNotOpen_data() { m_stores.rows(); }
    void aSnapshotMovedToAnotherCallDoesNotOpen();
    void nobodyFindsTheSessionOfAWithheldNumber_data() { m_stores.rows(); }
    void nobodyFindsTheSessionOfAWithheldNumber();
    void anotherClinicKnowsNothingOfTheCaller_data() { m_stores.rows(); }
    void anotherClinicKnowsNothingOfTheCaller();
    void theNewestSessionIsFound_data() { m_stores.rows(); }
    void theNewestSessionIsFound();
    void aSessionThatIsOverIsNotFoundButListed_data() { m_stores.rows(); }
    void aSessionThatIsOverIsNotFoundButListed();
    void aCallThatWasFinishedLeavesNoSession_data() { m_stores.rows(); }
    void aCallThatWasFinishedLeavesNoSession();
    void ofTwoEnginesThatResumeAtOnceOneWins_data() { m_stores.rows(); }
    void ofTwoEnginesThatResumeAtOnceOneWins();
    void aSessionThatIsOverCannotBeResumed_data() { m_stores.rows(); }
    void aSessionThatIsOverCannotBeResumed();
    void whatIsResumedOrClosedIsNeverFoundAgain_data() { m_stores.rows(); }
    void whatIsResumedOrClosedIsNeverFoundAgain();
    void entriesThatComeTwiceChangeNothing_data() { m_stores.rows(); }
    void entriesThatComeTwiceChangeNothing();
    void rowsMadeAgainInAnyOrderOfEnginesAreTheSame_data() { m_stores.rows(); }
    void rowsMadeAgainInAnyOrderOfEnginesAreTheSame();

private:
    EachStore m_stores;
};

void TestSessions::aDroppedCallLeavesASessionThatItsCallerFinds()
{
    Desk desk(m_stores);
    desk.journal.drop(id("c1"), QStringLiteral("sip:+493012345678@carrier.example"), start);
    const auto found = desk.find(start + Span(60'000));
    QVERIFY(found);
    QCOMPARE(found->call, id("c1"));
    QCOMPARE(found->verified, false);
    QCOMPARE(found->dropped, start);
    QCOMPARE(found->expires, start + std::chrono::hours(1));
    QVERIFY(!desk.find(start, QStringLiteral("+493012345679")));
    desk.journal.write(id("c1"), start + Span(70'000), {SessionVerified{id("c2")}});
    QVERIFY(desk.find(start + Span(80'000))->verified);
}

void TestSessions::whatWasSaidIsOnlyToldToWhoProvedToBeTheCaller()
{
    Desk desk(m_stores);
    desk.journal.drop(id("c1"), number, start);
    const auto found = desk.find(start);
    QVERIFY(found);
    QVERIFY(!found->sealed.contains("knee"));
    QCOMPARE(found->afterVerification({}, desk.keys).problem().kind, Problem::Kind::Refused);
    const auto told = found->afterVerification(SessionVerified{id("c2")}, desk.keys);
    QVERIFY(told);
    QCOMPARE(told.value().node, QStringLiteral("which-day"));
    QCOMPARE(told.value().slotsFilled.value(QStringLiteral("reason")).value.reveal(), QStringLiteral("knee pain"));
    QCOMPARE(told.value().lines.size(), 2);
    QVERIFY(desk.keys.destroyCallKey(id("c1")));
    QCOMPARE(found->afterVerification(SessionVerified{id("c2")}, desk.keys).problem().kind, Problem::Kind::NotFound);
}

void TestSessions::aSnapshotMovedToAnotherCallDoesNotOpen()
{
    Desk desk(m_stores);
    desk.journal.drop(id("c1"), number, start);
    auto found = desk.find(start);
    desk.journal.drop(id("c2"), QStringLiteral("+493087654321"), start);
    found->call = id("c2");
    QCOMPARE(found->afterVerification(SessionVerified{id("c3")}, desk.keys).problem().kind, Problem::Kind::Damaged);
}

void TestSessions::nobodyFindsTheSessionOfAWithheldNumber()
{
    Desk desk(m_stores);
    const Initiated withheld{.clinic = desk.journal.clinic(), .from = PrivateText(number), .numberWithheld = true};
    desk.journal.write(id("c1"), start, {withheld, Dropped{EndCause::LineLost, toMs(start) + 1'000}});
    QCOMPARE(desk.state(id("c1")), QStringLiteral("open"));
    QVERIFY(!desk.find(start));
    QVERIFY(desk.row(id("c1"))[2].isNull());
    QVERIFY(desk.book.callerOf(id("c1")).value().hash.isEmpty());
}

void TestSessions::anotherClinicKnowsNothingOfTheCaller()
{
    Desk desk(m_stores);
    desk.journal.drop(id("c1"), number, start);
    const ClinicId other(QStringLiteral("elm"));
    QVERIFY(desk.keys.openOrCreate(other));
    const auto there = knownCaller(desk.keys, other, markOfNumber(number));
    const auto here = knownCaller(desk.keys, desk.journal.clinic(), markOfNumber(number));
    QVERIFY(there.value().hash != here.value().hash);
    QVERIFY(!desk.book.find(there.value(), start).value());
    QVERIFY(!desk.book.find({other, here.value().hash}, start).value());
}

void TestSessions::theNewestSessionIsFound()
{
    Desk desk(m_stores);
    desk.journal.drop(id("older"), number, start, std::chrono::hours(9));
    desk.journal.drop(id("newer"), number, start + Span(5'000));
    QCOMPARE(desk.find(start + Span(6'000))->call, id("newer"));
    QCOMPARE(desk.book.openAfter({}, start + Span(6'000), 10).value().size(), 1);
    QCOMPARE(desk.find(start + std::chrono::hours(2))->call, id("older"));
    QCOMPARE(desk.book.openAfter({}, start + std::chrono::hours(2), 10).value().first().call, id("older"));
}

void TestSessions::aSessionThatIsOverIsNotFoundButListed()
{
    Desk desk(m_stores);
    for (const char *each : {"c1", "c2", "c3"})
        desk.journal.drop(id(each), number, start, Span(1'000));
    desk.journal.drop(id("c4"), number, start, Span(9'000));
    QVERIFY(desk.find(start + Span(999)));
    QCOMPARE(desk.find(start + Span(1'000))->call, id("c4"));
    QVERIFY(desk.book.overdue(start + Span(999), 10).value().isEmpty());
    QCOMPARE(desk.book.overdue(start + Span(1'000), 2).value().size(), 2);
    QCOMPARE(desk.book.overdue(start + Span(1'000), 10).value().size(), 3);
    desk.journal.write(id("c1"), start + Span(1'001), {SessionClosed{SessionEnd::Expired}});
    QCOMPARE(desk.state(id("c1")), QStringLiteral("expired"));
    QCOMPARE(desk.book.overdue(start + Span(1'002), 10).value().size(), 2);
}

void TestSessions::aCallThatWasFinishedLeavesNoSession()
{
    Desk desk(m_stores);
    const Initiated initiated{.clinic = desk.journal.clinic(), .from = PrivateText(number)};
    desk.journal.write(id("c1"), start, {initiated, Answered{}, Ended{EndCause::AssistantEnded}});
    desk.journal.write(id("c2"), start, {initiated, Answered{}, Dropped{EndCause::LineLost, 0}});
    QVERIFY(desk.row(id("c1")).isEmpty());
    QVERIFY(desk.row(id("c2")).isEmpty());
}

void TestSessions::ofTwoEnginesThatResumeAtOnceOneWins()
{
    Desk desk(m_stores);
    desk.journal.drop(id("c1"), number, start);
    const auto other = m_stores.again();
    SessionBook otherBook(*other);
    QVERIFY(desk.find(start)); // both have seen it open
    const Result<> first = otherBook.resume(id("c1"), id("there"), start);
    const Result<> second = desk.book.resume(id("c1"), id("here"), start);
    QVERIFY(first);
    QCOMPARE(second.problem().kind, Problem::Kind::Refused);
    QVERIFY(otherBook.resume(id("c1"), id("there"), start));           // an answer that got lost can be asked for again
    desk.journal.write(id("c1"), start, {SessionResumed{id("here")}}); // what lost changes nothing any more
    QCOMPARE(desk.row(id("c1"))[6].toString(), QStringLiteral("there"));
}

void TestSessions::aSessionThatIsOverCannotBeResumed()
{
    Desk desk(m_stores);
    desk.journal.drop(id("c1"), number, start, Span(1'000));
    QCOMPARE(desk.book.resume(id("c1"), id("c2"), start + Span(1'000)).problem().kind, Problem::Kind::Refused);
    QCOMPARE(desk.book.resume(id("nothing"), id("c2"), start).problem().kind, Problem::Kind::Refused);
    QVERIFY(desk.book.resume(id("c1"), id("c2"), start + Span(999)));
}

void TestSessions::whatIsResumedOrClosedIsNeverFoundAgain()
{
    Desk desk(m_stores);
    for (const char *each : {"resumed", "completed", "expired"})
        desk.journal.drop(id(each), number, start);
    desk.journal.write(id("resumed"), start, {SessionResumed{id("c2")}, SessionClosed{SessionEnd::Expired}});
    desk.journal.write(id("completed"), start, {SessionClosed{SessionEnd::Completed}, SessionResumed{id("c2")}});
    desk.journal.write(id("expired"), start, {SessionClosed{SessionEnd::Expired}, SessionResumed{id("c2")}});
    for (const char *each : {"resumed", "completed", "expired"})
        QCOMPARE(desk.state(id(each)), QString::fromLatin1(each));
    QVERIFY(!desk.find(start));
    desk.journal.write(id("resumed"), start, {SessionClosed{SessionEnd::Completed}});
    QCOMPARE(desk.state(id("resumed")), QStringLiteral("completed"));
}

void TestSessions::entriesThatComeTwiceChangeNothing()
{
    Desk desk(m_stores);
    desk.journal.drop(id("c1"), number, start);
    desk.journal.write(id("c1"), start, {SessionVerified{id("c2")}, SessionResumed{id("c2")}});
    const SqlValues before = desk.row(id("c1"));
    SessionProjection projection(*desk.database, desk.keys);
    for (const JournalEntry &entry : desk.journal.entries())
        QVERIFY(projection.apply(entry));
    QCOMPARE(desk.row(id("c1")), before);
}

void TestSessions::rowsMadeAgainInAnyOrderOfEnginesAreTheSame()
{
    Desk desk(m_stores);
    ScriptedJournal successor(*desk.database, desk.keys, desk.journal.clinic().text(), QStringLiteral("engine-0"));
    desk.journal.drop(id("c1"), number, start);
    desk.journal.drop(id("c2"), number, start);
    successor.write(id("c1"), start + Span(1), {SessionVerified{id("c3")}, SessionResumed{id("c3")}});
    successor.write(id("c2"), start + Span(1), {SessionClosed{SessionEnd::Completed}});
    const SqlValues first = desk.row(id("c1")), second = desk.row(id("c2"));
    QCOMPARE(first[1].toString(), QStringLiteral("resumed"));
    for (const auto &order :
         {successor.entries() + desk.journal.entries(), desk.journal.entries() + successor.entries()}) {
        SessionProjection projection(*desk.database, desk.keys);
        QVERIFY(projection.clear());
        QVERIFY(desk.row(id("c1")).isEmpty());
        for (const JournalEntry &entry : order)
            QVERIFY(projection.apply(entry));
        QCOMPARE(desk.row(id("c1")), first);
        QCOMPARE(desk.row(id("c2")), second);
    }
}

QTEST_GUILESS_MAIN(TestSessions)
#include "test_sessions.moc"
