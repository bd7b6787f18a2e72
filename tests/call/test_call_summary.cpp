#include "call/session_snapshot.h"

#include <QTest>

using namespace nightbell;

namespace {

const Instant start = instantFromMs(1'760'000'000'000);

PrivateText words(const char *text) { return PrivateText(QString::fromUtf8(text)); }

template<class Fold> Fold folded(const QList<Happening> &happenings)
{
    Fold result;
    Instant at = start;
    for (const Happening &what : happenings)
        fold(result, CallEvent{CallId(QStringLiteral("c1")), at += Span{100}, what, {}});
    return result;
}

const StaffId ana(QStringLiteral("ana")), ben(QStringLiteral("ben"));
const EscalationId needed(QStringLiteral("c1-e1"));

} // namespace

class TestCallSummary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecondAnswerChangesNothing();
    void theSecondPersonToTakeOverDoesNotGetTheCall();
    void ourHoldIsNotLiftedByTheCallersPhone();
    void aDroppedCallLeavesAResumableSession();
    void afterTheEndOnlyPeopleCloseWhatIsOpen();
    void anEmergencyDoesNotExpire();
    void whatTheDiaryDidIsKnownAlsoAfterTheEnd();
    void onlySoManyAppointmentsAreRemembered();
    void aSummarySurvivesTheRoundTrip();
    void aWrongSummaryNamesItsField();
    void theSnapshotHoldsWhatWasReallyHeard();
    void theSnapshotForgetsTheOldestLine();
    void aSnapshotSurvivesTheRoundTrip();
};

void TestCallSummary::aSecondAnswerChangesNothing()
{
    const auto call = folded<CallSummary>({Initiated{}, Ringing{}, Answered{}, Answered{}});
    QCOMPARE(call.status, CallStatus::Answered);
    QVERIFY(call.answered == start + Span{300});
    QVERIFY(folded<CallSummary>({Initiated{}, Ended{EndCause::NoAnswer}, Answered{}}).status == CallStatus::Failed);
}

void TestCallSummary::theSecondPersonToTakeOverDoesNotGetTheCall()
{
    const auto call = folded<CallSummary>({Answered{}, TakeOverAsked{ana}, TakeOverAsked{ben}, TookOver{ben}});
    QVERIFY(call.takingOver == ana);
    QVERIFY(call.takenOverBy.isEmpty());
    QVERIFY(folded<CallSummary>({Answered{}, TookOver{ana}, TookOver{ben}}).takenOverBy == ana);
}

void TestCallSummary::ourHoldIsNotLiftedByTheCallersPhone()
{
    const auto held = folded<CallSummary>({Answered{}, PutOnHold{Party::Staff}, TakenOffHold{Party::Caller}});
    QCOMPARE(held.status, CallStatus::OnHold);
    const auto free = folded<CallSummary>({Answered{}, PutOnHold{Party::Staff}, TakenOffHold{Party::Staff}});
    QCOMPARE(free.status, CallStatus::Answered);
}

void TestCallSummary::aDroppedCallLeavesAResumableSession()
{
    const qint64 until = toMs(start) + 60'000;
    const auto call =
        folded<CallSummary>({Answered{}, PhaseMoved{CallPhase::Clarification}, Dropped{EndCause::LineLost, until},
                             SessionVerified{}, SessionResumed{CallId(QStringLiteral("c2"))}});
    QCOMPARE(call.status, CallStatus::Failed);
    QCOMPARE(call.phase, CallPhase::Clarification);
    QVERIFY(call.session->verified);
    QVERIFY(call.session->expires == instantFromMs(until));
    QCOMPARE(call.session->state, SessionSummary::State::Resumed);
    QCOMPARE(call.session->resumedBy.text(), QStringLiteral("c2"));
    QVERIFY(!folded<CallSummary>({Answered{}, Dropped{}}).session);
}

void TestCallSummary::afterTheEndOnlyPeopleCloseWhatIsOpen()
{
    const auto call =
        folded<CallSummary>({Answered{}, Escalated{needed, Gravity::Crisis}, Ended{}, Heard{.words = words("late")},
                             TurnMoved{9}, TookOver{ana}, Claimed{needed, ana}, EscalationResolved{needed, ben}});
    QVERIFY(call.lastCallerWords.isEmpty());
    QCOMPARE(call.turn, 0);
    QVERIFY(call.takenOverBy.isEmpty());
    QCOMPARE(call.escalations.size(), 1);
    QCOMPARE(call.escalations[0].state, EscalationSummary::State::Resolved);
    QVERIFY(call.escalations[0].staff == ben);
}

void TestCallSummary::anEmergencyDoesNotExpire()
{
    const auto stays = folded<CallSummary>({Escalated{needed, Gravity::Emergency}, EscalationExpired{needed}});
    QCOMPARE(stays.escalations[0].state, EscalationSummary::State::Open);
    const auto gone = folded<CallSummary>({Escalated{needed, Gravity::Urgent}, EscalationExpired{needed}});
    QCOMPARE(gone.escalations[0].state, EscalationSummary::State::Expired);
}

void TestCallSummary::whatTheDiaryDidIsKnownAlsoAfterTheEnd()
{
    const AppointmentId mine(QStringLiteral("a1")), other(QStringLiteral("a2"));
    const Booked booked{
        .appointment = mine, .provider = ProviderId(QStringLiteral("osei")), .startsMs = 5, .minutes = 30};
    const Rescheduled moved{.appointment = mine, .provider = ProviderId(QStringLiteral("lam")), .startsMs = 9};
    const auto call =
        folded<CallSummary>({Answered{}, booked, AppointmentConfirmed{mine}, Dropped{}, moved, Cancelled{other}});
    QCOMPARE(call.appointments.size(), 2);
    QCOMPARE(call.appointments[0].state, AppointmentState::Booked); // a new time is not confirmed yet
    QVERIFY(call.appointments[0].provider == moved.provider && call.appointments[0].starts == instantFromMs(9));
    QVERIFY(call.appointments[1].id == other && call.appointments[1].state == AppointmentState::Cancelled);
    const auto undone =
        folded<CallSummary>({Answered{}, booked, Cancelled{mine}, Ended{},
                             AppointmentUndone{.appointment = mine, .state = AppointmentState::Booked}});
    QCOMPARE(undone.appointments[0].state, AppointmentState::Booked);
    QVERIFY(summaryFromJson(toJson(call)).value() == call);
}

void TestCallSummary::onlySoManyAppointmentsAreRemembered()
{
    QList<Happening> all{Answered{}};
    for (int i = 0; i <= appointmentsAtMost; ++i)
        all << Booked{.appointment = AppointmentId(QString::number(i))};
    const auto call = folded<CallSummary>(all);
    QCOMPARE(call.appointments.size(), appointmentsAtMost);
    QCOMPARE(call.appointments.last().id.text(), QString::number(appointmentsAtMost));
}

void TestCallSummary::aSummarySurvivesTheRoundTrip()
{
    const auto call = folded<CallSummary>(
        {Initiated{.clinic = ClinicId(QStringLiteral("k")), .metadata = {{QStringLiteral("age"), words("7")}}},
         Answered{}, SlotFilled{.slot = QStringLiteral("name"), .value = words("Zoë")}, StaffListening{ana},
         BargedIn{ben}, Escalated{needed}, Dropped{EndCause::LineLost, 1'760'000'900'000}});
    const auto back = summaryFromJson(toJson(call));
    QVERIFY(back.ok());
    QVERIFY(back.value() == call);
}

void TestCallSummary::aWrongSummaryNamesItsField()
{
    QVERIFY(!summaryFromJson("nothing").ok());
    const auto wrong = summaryFromJson(R"({"id":"c1","escalations":[{"state":"secret"}]})");
    QVERIFY(!wrong.ok());
    QVERIFY(wrong.problem().detail.contains(QStringLiteral("escalations")));
    QVERIFY(!wrong.problem().detail.contains(QStringLiteral("secret")));
}

void TestCallSummary::theSnapshotHoldsWhatWasReallyHeard()
{
    const auto snapshot = folded<SessionSnapshot>(
        {Said{.turn = 1, .sentence = 1, .words = words("Good morning.")},
         Said{.turn = 1, .sentence = 2, .words = words("Which day suits you?")},
         Said{.turn = 1, .sentence = 3, .words = words("Never said.")}, Heard{.words = words("hm"), .final = false},
         Played{1, 1, PlayedHow::Whole}, Played{1, 2, PlayedHow::Cut, 300, 9}, Played{1, 3, PlayedHow::Never},
         Heard{.words = words("Monday")}});
    QCOMPARE(snapshot.lines.size(), 3);
    QCOMPARE(snapshot.lines[0].words.reveal(), QStringLiteral("Good morning."));
    QCOMPARE(snapshot.lines[1].words.reveal(), QStringLiteral("Which day"));
    QVERIFY(snapshot.lines[2] == (SpokenLine{Party::Caller, words("Monday")}));
}

void TestCallSummary::theSnapshotForgetsTheOldestLine()
{
    QList<Happening> happenings;
    for (int i = 0; i <= snapshotLinesAtMost; ++i)
        happenings.append(Heard{.words = PrivateText(QString::number(i))});
    const auto snapshot = folded<SessionSnapshot>(happenings);
    QCOMPARE(snapshot.lines.size(), snapshotLinesAtMost);
    QCOMPARE(snapshot.lines.first().words.reveal(), QStringLiteral("1"));
}

void TestCallSummary::aSnapshotSurvivesTheRoundTrip()
{
    const auto snapshot = folded<SessionSnapshot>({ScriptMoved{QStringLiteral("day"), 4, QStringLiteral("ask name")},
                                                   Said{.sentence = 2, .words = words("Your name?")},
                                                   SlotFilled{.slot = QStringLiteral("name"), .value = words("Al")}});
    const auto back = snapshotFromJson(toJson(snapshot));
    QVERIFY(back.ok());
    QVERIFY(back.value() == snapshot);
}

QTEST_APPLESS_MAIN(TestCallSummary)
#include "test_call_summary.moc"
