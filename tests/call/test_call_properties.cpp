// No sequence of events breaks what a call promises. Random happenings of every kind meet a call whose orders are
// carried out more or less as an engine would; whatever fails prints its seed and what happened.
#include "scripted/random_happenings.h"
#include "scripted/scripted_call.h"

#include <QMap>
#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

namespace {

constexpr int shortSequences = 20'000, longSequences = 300;
constexpr quint64 firstSeed = 1;

const CallRules rules{.greeting = QStringLiteral("Good morning."), .farewell = QStringLiteral("Good bye.")};

template<class... Orders> bool isOneOf(const CallOrder &order)
{
    return (std::holds_alternative<Orders>(order) || ...);
}

// Watches a call from outside, knowing nothing but what it was given and what it ordered.
struct Watch
{
    QMap<int, SpokenBy> saidBy;  // by sentence
    QMap<int, int> endingsOf;    // Speak, or recorded as never played
    QMap<int, SpokenBy> audible; // given to the voice and not yet silent
    QList<StaffId> holding;      // connected to take over
    int turn = 0;
    QString broken;

    void expect(bool holds, const char *claim)
    {
        if (!holds && broken.isEmpty())
            broken = QString::fromLatin1(claim);
    }
    void sees(const CallOrder &order, const CallSummary &call);
    void happens(const Happening &what);
    void rests(const ScriptedCall &call);
};

void Watch::sees(const CallOrder &order, const CallSummary &call)
{
    expect(call.live() || !isOneOf<AnswerLine, Speak, Think, ConnectStaff, Hold, Unhold, Transfer, HangUp>(order),
           "after the end, nothing is spoken or connected");
    if (const auto *speak = std::get_if<Speak>(&order)) {
        expect(++endingsOf[speak->sentence] == 1, "a sentence is spoken once");
        audible.insert(speak->sentence, saidBy.value(speak->sentence));
    } else if (std::holds_alternative<StopSpeaking>(order)) {
        audible.clear();
    } else if (const auto *connect = std::get_if<ConnectStaff>(&order)) {
        holding.removeAll(connect->staff);
        if (connect->mode == StaffMode::TakeOver)
            holding.append(connect->staff);
        expect(holding.size() <= 1, "one member of staff has the call");
    } else if (const auto *disconnect = std::get_if<DisconnectStaff>(&order)) {
        holding.removeAll(disconnect->staff);
    } else if (const auto *record = std::get_if<Record>(&order)) {
        if (const auto *played = std::get_if<Played>(&record->what))
            expect(++endingsOf[played->sentence] == 1,
                   "a sentence that is spoken is not also recorded as never played");
    }
    expect(!staffHave(call) || !audible.values().contains(SpokenBy::Assistant), "never two voices unasked");
}

void Watch::happens(const Happening &what)
{
    if (const auto *said = std::get_if<Said>(&what); said && !saidBy.contains(said->sentence))
        saidBy.insert(said->sentence, said->by);
    if (const auto *played = std::get_if<Played>(&what))
        audible.remove(played->sentence);
}

void Watch::rests(const ScriptedCall &call)
{
    const CallSummary &now = call.summary();
    expect(now.turn >= turn, "the turn never moves back");
    turn = now.turn;
    expect(!staffHave(now) || !audible.values().contains(SpokenBy::Assistant), "never two voices unasked, at rest");
    expect(now.live() || audible.isEmpty(), "nothing is audible after the end");
    expect(now.live() || holding.isEmpty(), "nobody is left connected after the end");
    for (const StaffId &staff : holding)
        expect(staff == now.takingOver || staff == now.takenOverBy, "who is connected to take over is known");
    if (const auto next = call.call.nextWake())
        expect(call.wakeAt && *call.wakeAt <= std::max(*next, call.now), "the call is woken when it wants to be");
    expect(call.call.state().unplayed.size() <= sentencesWaitingAtMost, "the voice's queue is bounded");
    expect(call.call.state().whispers.size() <= whispersWaitingAtMost, "waiting whispers are bounded");
}

// A ScriptedCall under watch, with an engine that sometimes answers at once, sometimes later, sometimes never.
struct WatchedCall : ScriptedCall
{
    explicit WatchedCall(quint64 seed) : ScriptedCall(rules), random(seed)
    {
        whenHappens = [this](const Happening &what) { watch.happens(what); };
        whenOrdered = [this](const CallOrder &order) { watch.sees(order, summary()); };
    }
    void step();
    void answer(const CallOrders &orders);
    void finish();
    QString story() const;

    RandomHappenings random;
    Watch watch;
};

void WatchedCall::answer(const CallOrders &orders)
{
    for (const CallOrder &order : orders) {
        if (random.below(3) == 0)
            continue; // not now
        if (std::holds_alternative<AnswerLine>(order))
            play(Answered{});
        else if (const auto *speak = std::get_if<Speak>(&order))
            play(Played{.turn = speak->turn, .sentence = speak->sentence});
        else if (const auto *connect = std::get_if<ConnectStaff>(&order);
                 connect && connect->mode == StaffMode::TakeOver)
            play(TookOver{connect->staff});
        else if (connect && connect->mode == StaffMode::Listen)
            play(StaffListening{connect->staff});
        else if (connect)
            play(BargedIn{connect->staff});
    }
}

void WatchedCall::step()
{
    random.nearTurn = summary().turn;
    random.nearSentence = call.nextSentence();
    random.now = now;
    if (random.below(8) == 0)
        answer(passes(Span{random.below(400'000)}));
    else
        answer(play(random.next()));
    watch.rests(*this);
}

void WatchedCall::finish()
{
    passes(24h * 30);
    watch.rests(*this);
    using State = EscalationSummary::State;
    for (const EscalationSummary &each : summary().escalations) {
        const bool mayStay = staysUntilClosed(each.gravity) || each.expires == Instant{};
        watch.expect(each.state != State::Open || mayStay, "every escalation ends claimed, resolved or expired");
        watch.expect(each.state != State::Expired || !staysUntilClosed(each.gravity), "an emergency does not expire");
    }
    watch.expect(!summary().session || summary().session->state != SessionSummary::State::Open, "a session ends");
}

QString WatchedCall::story() const
{
    QStringList kinds;
    for (const CallEvent &event : journal)
        kinds.append(QStringLiteral("%1 %2").arg(toMs(event.at) - 1'760'000'000'000).arg(kindOf(event.what)));
    return kinds.join(QStringLiteral(", "));
}

QString whatFoldingMisses(const WatchedCall &told)
{
    Call again(told.summary().id, rules);
    CallSummary summary;
    for (const CallEvent &event : told.journal) {
        (void)again.handle(event, event.at + 5h); // when it is folded does not matter
        fold(summary, event);
    }
    if (!(again.state() == told.call.state()))
        return QStringLiteral("the journal folds to the same state");
    if (!told.journal.isEmpty() && !(summary == told.summary()))
        return QStringLiteral("the journal folds to the same summary");
    return {};
}

QString brokenBy(quint64 seed, int longest)
{
    WatchedCall call(seed);
    if (call.random.below(8))
        call.answer(call.rings());
    if (call.random.below(4))
        call.answer(call.play(Answered{}));
    for (int length = 2 + call.random.below(longest); length > 0 && call.watch.broken.isEmpty(); --length)
        call.step();
    call.finish();
    const QString broken = call.watch.broken.isEmpty() ? whatFoldingMisses(call) : call.watch.broken;
    return broken.isEmpty() ? QString()
                            : QStringLiteral("not so: %1; seed %2: %3").arg(broken).arg(seed).arg(call.story());
}

} // namespace

class TestCallProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noShortSequenceOfEventsBreaksACall();
    void noLongSequenceOfEventsBreaksACall();
    void everyKindSurvivesTheRoundTrip();
    void summariesOfRandomCallsSurviveTheRoundTrip();
};

void TestCallProperties::noShortSequenceOfEventsBreaksACall()
{
    for (quint64 seed = firstSeed; seed < firstSeed + shortSequences; ++seed)
        if (const QString broken = brokenBy(seed, 6); !broken.isEmpty())
            QFAIL(qPrintable(broken));
}

void TestCallProperties::noLongSequenceOfEventsBreaksACall()
{
    for (quint64 seed = firstSeed; seed < firstSeed + longSequences; ++seed)
        if (const QString broken = brokenBy(seed, 200); !broken.isEmpty())
            QFAIL(qPrintable(broken));
}

void TestCallProperties::everyKindSurvivesTheRoundTrip()
{
    RandomHappenings random(firstSeed);
    for (int kind = 1; kind < RandomHappenings::kinds; ++kind) {
        for (int i = 0; i < 50; ++i) {
            const CallEvent event{CallId(QStringLiteral("c1")), random.now, random.ofKind(kind), {}};
            const Result<CallEvent> back = eventFromJson(toJson(event));
            QVERIFY2(back.ok(), qPrintable(kindOf(event.what)));
            QVERIFY2(back.value() == event, qPrintable(kindOf(event.what)));
        }
    }
}

void TestCallProperties::summariesOfRandomCallsSurviveTheRoundTrip()
{
    for (quint64 seed = firstSeed; seed < firstSeed + 500; ++seed) {
        RandomHappenings random(seed);
        CallSummary summary;
        for (int i = 0; i < 30; ++i)
            fold(summary, {CallId(QStringLiteral("c1")), random.now, random.next(), {}});
        const Result<CallSummary> back = summaryFromJson(toJson(summary));
        QVERIFY2(back.ok() && back.value() == summary, qPrintable(QStringLiteral("seed %1").arg(seed)));
    }
}

QTEST_APPLESS_MAIN(TestCallProperties)
#include "test_call_properties.moc"
