// Calls as the workbench holds them, written down as a journal would, and run again with other scripts.
#include "app/rerun.h"
#include "app/talk_room.h"
#include "dialog/script_check.h"
#include "scripted/changed_scripts.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

LabClinic clinic()
{
    LabClinic clinic;
    Organisation &elm = clinic.organisation;
    elm.id = ClinicId(u"elm"_s);
    elm.name = u"Elm Street Clinic"_s;
    elm.country = u"US"_s;
    elm.timeZone = u"America/New_York"_s;
    elm.languages = {u"en-US"_s};
    elm.recording = RecordingPolicy{.notice = u"This call may be recorded."_s};
    elm.providers = {{.id = ProviderId(u"patel"_s), .name = u"Dr. Patel"_s}};
    elm.services = {
        {.id = ServiceId(u"check_up"_s), .name = u"Check-up"_s, .minutes = 30, .providers = {elm.providers[0].id}}};
    Branch branch{.id = BranchId(u"main"_s), .name = u"Main Street"_s};
    const QList<HoursRange> day{{*timeOfDayFrom(u"08:00"), *timeOfDayFrom(u"17:00")}};
    for (auto *each : {&branch.hours.monday, &branch.hours.tuesday, &branch.hours.wednesday, &branch.hours.thursday,
                       &branch.hours.friday})
        *each = day;
    elm.branches = {branch};
    clinic.staffHours = branch.hours;
    return clinic;
}

const PrivateText number(u"+16465550134"_s);

// What a journal would hold of the turns of a room.
class Recorder
{
public:
    explicit Recorder(LabClinic held = clinic())
        : m_clinic(held)
        , m_now(at(10, 0))
        , m_room(TalkRoom::open(std::move(held), m_now).value())
    {
        write(Initiated{.clinic = m_clinic.organisation.id, .branch = m_clinic.branch().id, .from = number});
        write(Answered{});
        told(m_room->call(number));
    }
    void hears(const char *words)
    {
        write(Heard{.turn = ++m_turn, .words = PrivateText(QString::fromUtf8(words))});
        told(m_room->hear(QString::fromUtf8(words)));
    }
    void presses(const char *keys)
    {
        for (const QChar key : QString::fromLatin1(keys))
            write(KeyPressed{PrivateText(key)});
        told(m_room->press(QString::fromLatin1(keys)));
    }
    void isSilent() { told(m_room->stay(10)); }
    void write(const Happening &what) { m_events << CallEvent{CallId(u"c1"_s), m_now, what, {}}; }

    RecordedCall call() const { return *recordedCall(m_events); }
    Rerun again(const ScriptSet &scripts = shippedScripts(), const Organisation *other = nullptr) const
    {
        static const Tripwire wire = Tripwire::builtIn();
        const Organisation &organisation = other ? *other : m_clinic.organisation;
        return rerun(call(), {organisation, organisation.branches[0], scripts, wire});
    }
    const LabClinic &place() const { return m_clinic; }

private:
    Instant at(int hour, int minute) const { return m_clinic.instantOf(QDate(2026, 9, 15), QTime(hour, minute)); }
    void told(const SpokenTurn &turn)
    {
        for (const auto each : turn.steps)
            if (each["did"_L1] == "booked"_L1)
                write(booked(m_room->appointments().last()));
            else if (each["did"_L1] == "message"_L1)
                write(MessageTaken{});
            else if (each["did"_L1] == "rescheduled"_L1)
                write(moved(m_room->appointments().last()));
        for (const QString &words : turn.sentences)
            write(Said{.turn = m_turn, .sentence = ++m_sentence, .words = PrivateText(words)});
        if (turn.handedOver)
            write(turn.connected ? Happening(TransferBegun{}) : Happening(EscalationExpired{}));
    }
    Booked booked(const Appointment &held) const
    {
        return {held.id, {}, held.service, held.provider, toMs(m_clinic.instantOf(held.date, held.time)), 30};
    }

    Rescheduled moved(const Appointment &now) const
    {
        const Appointment &before = m_clinic.appointments.first();
        return {now.id,
                {},
                now.service,
                now.provider,
                toMs(m_clinic.instantOf(now.date, now.time)),
                30,
                before.provider,
                toMs(m_clinic.instantOf(before.date, before.time))};
    }

    LabClinic m_clinic;
    Instant m_now;
    std::unique_ptr<TalkRoom> m_room;
    QList<CallEvent> m_events;
    int m_turn = 0, m_sentence = 0;
};

void expectSame(const Rerun &again, qsizetype turns)
{
    QVERIFY2(again.came == Rerun::Came::Same,
             qPrintable(u"at %1: was <%2>, now <%3>, %4"_s.arg(again.at).arg(again.was.reveal(), again.now.reveal(),
                                                                             again.why)));
    QCOMPARE(again.turns, int(turns));
}

ScriptSet with(const char *name, const char *key, const char *words)
{
    ScriptSet set = shippedScripts();
    named(set, name).texts[u"en"_s][QString::fromLatin1(key)] = {QString::fromLatin1(words)};
    if (const Result<> fine = check(set); !fine)
        qFatal("%s", qPrintable(fine.problem().detail));
    return set;
}

} // namespace

class TestRerun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameScriptsSayTheSame();
    void anotherGreetingDivergesAtOnce();
    void anotherQuestionDivergesWhereItIsAsked();
    void wordsBesideTheWayChangeNothing();
    void aBookingThatWasWrittenDownIsFollowedToItsEnd();
    void aBookingThatTheDraftWouldNotMakeIsTold();
    void anAppointmentThatWasMovedIsFollowed();
    void aMessageThatTheDraftWouldNotTakeIsTold();
    void aSearchOfWhichNothingWasWrittenStopsTheRun();
    void aMessageThatWasKeptIsFollowed();
    void aHandOverIsFollowedHoweverItEnded();
    void whereStaffCameInTheRunEnds();
    void silencesAreToldFromWhatWasSaid();
    void keysAreHeardAgain();
    void dangerIsHeardAgain();
    void dangerThatWasRecordedCountsThoughNobodyHearsItNow();
    void theNoticeOfARecordingIsNotTheScripts();
    void wordsWithoutAnAnswerBetweenAreOneTurn();
    void whatWasCutOffIsTold();
    void aCallThatNobodyAnsweredHasNoTurns();
};

void TestRerun::theSameScriptsSayTheSame()
{
    Recorder call;
    call.hears("what are your hours");
    call.hears("do you have parking");
    call.hears("no thanks that's all");
    expectSame(call.again(), 4);
}

void TestRerun::anotherGreetingDivergesAtOnce()
{
    Recorder call;
    call.hears("what are your hours");
    const Rerun again = call.again(with("manners", "greeting", "Good day, this is {clinic}."));
    QCOMPARE(again.came, Rerun::Came::Diverged);
    QCOMPARE(again.at, 0);
    QVERIFY(again.was.reveal().startsWith("Thank you for calling"_L1));
    QVERIFY(again.now.reveal().startsWith("Good day, this is Elm Street Clinic."_L1));
}

void TestRerun::anotherQuestionDivergesWhereItIsAsked()
{
    Recorder call;
    call.hears("what are your hours");
    call.hears("i'd like to book an appointment");
    const Rerun again = call.again(with("booking", "service", "Which visit shall it be?"));
    QCOMPARE(again.came, Rerun::Came::Diverged);
    QCOMPARE(again.at, 2);
    QCOMPARE(again.turns, 2);
    QVERIFY2(again.now.reveal().endsWith("Which visit shall it be?"_L1), qPrintable(again.now.reveal()));
}

void TestRerun::wordsBesideTheWayChangeNothing()
{
    Recorder call;
    call.hears("what are your hours");
    expectSame(call.again(with("booking", "service", "Which visit shall it be?")), 2);
}

void TestRerun::aBookingThatWasWrittenDownIsFollowedToItsEnd()
{
    Recorder call;
    for (const char *words : {"i need a check up tomorrow at 10 am", "laura miller", "march third nineteen eighty",
                              "six four six five five five oh one three four", "yes please", "no that's all"})
        call.hears(words);
    QCOMPARE(call.call().turns.size(), 7);
    const auto turns = call.call().turns;
    QVERIFY(std::ranges::any_of(turns, [](const RecordedTurn &turn) { return turn.booked.size() == 1; }));
    expectSame(call.again(), 7);
    const Rerun again = call.again(with("booking", "agree", "So that is {offer}, yes?"));
    QCOMPARE(again.came, Rerun::Came::Diverged);
    QVERIFY2(again.now.reveal().contains("10 am"_L1), qPrintable(again.now.reveal()));
}

void TestRerun::aBookingThatTheDraftWouldNotMakeIsTold()
{
    Recorder call;
    call.hears("what are your hours");
    const qint64 startsMs = toMs(call.place().instantOf(QDate(2026, 9, 17), QTime(10, 0)));
    call.write(Booked{AppointmentId(u"a1"_s), {}, ServiceId(u"check_up"_s), ProviderId(u"patel"_s), startsMs, 30});
    const Rerun again = call.again();
    QCOMPARE(again.came, Rerun::Came::Diverged);
    QCOMPARE(again.at, 1);
    QCOMPARE(again.why, u"what was done"_s);
    QCOMPARE(again.was, again.now);
}

void TestRerun::anAppointmentThatWasMovedIsFollowed()
{
    LabClinic place = clinic();
    place.appointments = {{AppointmentId(u"a1"_s),
                           {PrivateText(u"Laura Miller"_s), QDate(1980, 3, 3), number},
                           ServiceId(u"check_up"_s),
                           ProviderId(u"patel"_s),
                           QDate(2026, 9, 17),
                           QTime(9, 0)}};
    Recorder call(place);
    for (const char *words : {"i need to move my appointment", "laura miller", "march third nineteen eighty",
                              "friday at 10 am", "yes please", "no that's all"})
        call.hears(words);
    const auto turns = call.call().turns;
    QVERIFY(std::ranges::any_of(turns, [](const RecordedTurn &turn) { return turn.moved.size() == 1; }));
    expectSame(call.again(), turns.size());
}

void TestRerun::aMessageThatTheDraftWouldNotTakeIsTold()
{
    Recorder call;
    call.hears("what are your hours");
    call.write(MessageTaken{});
    QCOMPARE(call.again().why, u"what was done"_s);
}

void TestRerun::aSearchOfWhichNothingWasWrittenStopsTheRun()
{
    Recorder call;
    call.hears("i need a check up");
    call.hears("sometime next week");
    const Rerun again = call.again();
    QCOMPARE(again.came, Rerun::Came::Stopped);
    QCOMPARE(again.at, 2);
    QCOMPARE(again.why, u"openings"_s);
    QVERIFY(again.was.reveal().contains("Patel"_L1));
}

void TestRerun::aMessageThatWasKeptIsFollowed()
{
    Recorder call;
    for (const char *words : {"can somebody call me back please", "laura miller",
                              "six four six five five five oh one three four", "it's about my bill", "no that's all"})
        call.hears(words);
    expectSame(call.again(), 6);
}

void TestRerun::aHandOverIsFollowedHoweverItEnded()
{
    LabClinic closed = clinic();
    closed.staffHours = {};
    for (const LabClinic &place : {clinic(), closed}) {
        Recorder call(place);
        call.hears("i want to talk to a real person");
        QVERIFY(call.call().turns.last().personCame.has_value());
        expectSame(call.again(), 2);
    }
}

void TestRerun::whereStaffCameInTheRunEnds()
{
    Recorder call;
    call.hears("what are your hours");
    call.write(TookOver{});
    call.hears("who is this");
    expectSame(call.again(), 2);
}

void TestRerun::silencesAreToldFromWhatWasSaid()
{
    Recorder call;
    call.hears("i'd like to book an appointment");
    call.isSilent();
    call.isSilent();
    call.hears("a check up");
    expectSame(call.again(), 3);
    const Rerun again = call.again(with("manners", "still_there", "Hello?"));
    QCOMPARE(again.came, Rerun::Came::Diverged);
    QCOMPARE(again.at, 1);
}

void TestRerun::keysAreHeardAgain()
{
    Recorder call;
    call.presses("0");
    QCOMPARE(call.call().turns.last().keys, u"0"_s);
    expectSame(call.again(), 2);
}

void TestRerun::dangerIsHeardAgain()
{
    Recorder call;
    call.hears("my husband can't breathe and his lips are blue");
    QVERIFY(joined(call.call().turns.last().said).contains("911"_L1));
    expectSame(call.again(), 2);
    const Rerun again = call.again(with("emergency", "advice", "Call {emergency}."));
    QCOMPARE(again.came, Rerun::Came::Diverged);
    QVERIFY(again.now.reveal().startsWith("Call 911."_L1));
}

void TestRerun::dangerThatWasRecordedCountsThoughNobodyHearsItNow()
{
    Recorder call;
    call.write(DangerSeen{.turn = 1, .gravity = Gravity::Emergency});
    call.hears("what are your hours");
    const Rerun again = call.again();
    QCOMPARE(again.came, Rerun::Came::Diverged);
    QVERIFY(again.now.reveal().contains("911"_L1));
}

void TestRerun::theNoticeOfARecordingIsNotTheScripts()
{
    Recorder call;
    call.write(Said{.words = PrivateText(u"This call may be recorded."_s)});
    call.hears("what are your hours");
    expectSame(call.again(), 2);
    Organisation other = call.place().organisation;
    other.recording.reset();
    QCOMPARE(call.again(shippedScripts(), &other).came, Rerun::Came::Diverged);
}

void TestRerun::wordsWithoutAnAnswerBetweenAreOneTurn()
{
    Recorder call;
    call.write(Heard{.turn = 1, .words = PrivateText(u"what are"_s)});
    call.write(Heard{.turn = 1, .words = PrivateText(u"what are your"_s), .final = false});
    call.write(Heard{.turn = 1, .words = PrivateText(u"your hours"_s)});
    const RecordedCall recorded = call.call();
    QCOMPARE(recorded.turns.size(), 2);
    QCOMPARE(joined(recorded.turns[1].heard), u"what are your hours"_s);
}

void TestRerun::whatWasCutOffIsTold()
{
    Recorder call;
    call.write(Said{.turn = 0, .sentence = 90, .words = PrivateText(u"How can I help?"_s)});
    call.write(Played{.turn = 0, .sentence = 90, .how = PlayedHow::Cut, .heardCharacters = 8});
    call.hears("what are your hours");
    QCOMPARE(joined(call.call().turns[1].unheard), u"I help?"_s);
}

void TestRerun::aCallThatNobodyAnsweredHasNoTurns()
{
    const CallId id(u"c1"_s);
    QVERIFY(!recordedCall({}));
    QVERIFY(!recordedCall({{id, {}, Initiated{}, {}}, {id, {}, Heard{}, {}}, {id, {}, Ended{}, {}}}));
    QVERIFY(!recordedCall({{id, {}, Initiated{.direction = Direction::Outbound}, {}}, {id, {}, Answered{}, {}}}));
}

QTEST_GUILESS_MAIN(TestRerun)
#include "test_rerun.moc"
