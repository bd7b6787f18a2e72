// Callers made up by the program call the program: over real SIP and RTP, judged by what is heard at either end.
#include "line/simulated_callers.h"
#include "scripted/front_door.h"
#include "scripted/heard_speech.h"
#include "scripted/tones.h"

#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

namespace {

const QString greeting = u"Good morning, this is the Rosewood clinic. How can I help you today?"_s;
constexpr int callersAtOnce = 30;
constexpr qsizetype second = narrowRate;

Pcm toneOf(double hertz, qsizetype samples)
{
    const auto made = tone(hertz, narrowRate, std::size_t(samples));
    return Pcm(made.begin(), made.end());
}

double amplitudeIn(const Pcm &heard, double hertz) // of the last second
{
    if (heard.size() < second)
        return 0;
    return amplitudeOf(hertz, narrowRate, std::span(heard.constData(), std::size_t(heard.size())).last(second));
}

} // namespace

class TestSimulatedCaller : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void itIsGreetedAndToldThatTheCallIsOver();
    void theEngineSeesWhoCalls_data();
    void theEngineSeesWhoCalls();
    void whatItSaysComesBackFromTheEcho();
    void thePromptIsHeard();
    void keysArePressed();
    void itHangsUp();
    void itHangsUpBeforeAnybodyAnswers();
    void aRefusalHasItsCode();
    void whoVanishesIsDroppedAfterASilence();
    void whoVanishesSaysNotOneWordMore();
    void manySpeakAtOnceAndEachHearsItself();
    void nobodyIsCalledOutsideThisMachine();
    void noMoreThanAsManyAsMayBe();

private:
    LegId dial(const QString &user, const QString &from = u"+4930123456"_s)
    {
        const QString to = u"sip:%1@127.0.0.1:%2"_s.arg(user).arg(m_door->port);
        return m_callers->dial({PrivateText(to), PrivateText(from), PrivateText(u"Ann Patient"_s)});
    }
    LegId answeredBy(const QString &user)
    {
        const LegId caller = dial(user);
        [&] { QTRY_VERIFY(m_answered.contains(caller)); }();
        return caller;
    }

    std::unique_ptr<FrontDoor> m_door;
    std::unique_ptr<SimulatedCallers> m_callers;
    QList<LegId> m_rang;
    QList<LegId> m_answered;
    QList<LegId> m_saidAll;
    QHash<LegId, Pcm> m_heard;
    QHash<LegId, SimulatedEnd> m_ends;
    bool m_closed = false;
};

void TestSimulatedCaller::initTestCase() { QVERIFY(qRegisterMetaType<LegId>() > 0); }

void TestSimulatedCaller::init()
{
    m_rang = m_answered = m_saidAll = {};
    m_heard = {};
    m_ends = {};
    m_closed = false;
    m_door =
        std::make_unique<FrontDoor>(greeting, SipLine::Place{.callsAtMost = 40},
                                    FrontDoorExtras{.testExtensions = true, .silenceAtMost = std::chrono::seconds{2}});
    QVERIFY(m_door->opened.ok());
    m_callers = std::make_unique<SimulatedCallers>(SimulatedCallers::Place{.callersAtMost = callersAtOnce});
    const SimulatedCallers *told = m_callers.get();
    connect(told, &SimulatedCallers::rang, this, [this](const LegId &caller) { m_rang.append(caller); });
    connect(told, &SimulatedCallers::answered, this, [this](const LegId &caller) { m_answered.append(caller); });
    connect(told, &SimulatedCallers::saidAll, this, [this](const LegId &caller) { m_saidAll.append(caller); });
    connect(told, &SimulatedCallers::heard, this,
            [this](const LegId &caller, const Pcm &frame) { m_heard[caller] += frame; });
    connect(told, &SimulatedCallers::ended, this,
            [this](const LegId &caller, const SimulatedEnd &end) { m_ends.insert(caller, end); });
    connect(told, &SimulatedCallers::closed, this, [this] { m_closed = true; });
    QVERIFY(m_callers->open().ok());
}

void TestSimulatedCaller::cleanup()
{
    m_callers->close();
    QTRY_VERIFY_WITH_TIMEOUT(m_closed, 2 * byesAwaitedMs);
    auto stopped = m_door->stop();
    QTRY_VERIFY_WITH_TIMEOUT(stopped.isFinished(), 10'000);
    m_callers.reset();
    m_door.reset();
}

void TestSimulatedCaller::itIsGreetedAndToldThatTheCallIsOver()
{
    const LegId caller = dial(u"100"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_ends.size(), 1, 15'000);
    QCOMPARE(m_rang, QList{caller});
    QCOMPARE(m_answered, QList{caller});
    QCOMPARE(m_ends[caller], (SimulatedEnd{SimulatedEnd::How::TheyHungUp, 200}));
    const Pcm heard = withoutSilence(m_heard[caller]);
    const double alike = likeness(heard, withoutSilence(rendered(greeting)));
    QVERIFY2(alike > 0.85, qPrintable(QString::number(alike))); // its jitter buffer stretches what comes late
    const Pcm another = withoutSilence(rendered(u"We are closed on Sunday and on public holidays. Goodbye."_s));
    QVERIFY(likeness(heard, another) < 0.7);
    QVERIFY(shareOfSpeechBand(heard) > 0.9);
}

void TestSimulatedCaller::theEngineSeesWhoCalls_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<bool>("withheld");
    QTest::newRow("a number and a name") << u"+4930123456"_s << false;
    QTest::newRow("nobody") << QString() << true;
}

void TestSimulatedCaller::theEngineSeesWhoCalls()
{
    QFETCH(QString, from);
    QFETCH(bool, withheld);
    dial(u"100"_s, from);
    QTRY_COMPARE(m_answered.size(), 1);
    const Initiated call = m_door->journal().all<Initiated>().constFirst();
    QCOMPARE(call.from.reveal(), from);
    QCOMPARE(call.callerName.reveal(), withheld ? QString() : u"Ann Patient"_s);
    QCOMPARE(call.numberWithheld, withheld);
}

void TestSimulatedCaller::whatItSaysComesBackFromTheEcho()
{
    const LegId caller = answeredBy(u"echo"_s);
    m_callers->say(caller, toneOf(700, 2 * second));
    m_callers->say(caller, toneOf(1'300, 2 * second));
    QTRY_VERIFY(amplitudeIn(m_heard[caller], 700) > 8'000);
    QVERIFY(amplitudeIn(m_heard[caller], 1'300) < 1'000);
    QTRY_VERIFY(amplitudeIn(m_heard[caller], 1'300) > 8'000);
    QTRY_COMPARE(m_saidAll, QList{caller});
    QTRY_VERIFY(rms(std::span(m_heard[caller].constData(), std::size_t(m_heard[caller].size())).last(160)) < 50);
    QVERIFY(m_ends.isEmpty());
}

void TestSimulatedCaller::thePromptIsHeard()
{
    const LegId caller = answeredBy(u"playback"_s);
    QTRY_VERIFY(m_heard[caller].size() > 4 * second);
    QVERIFY(loudness(m_heard[caller]) > 500);
    QVERIFY(shareOfSpeechBand(m_heard[caller]) > 0.9);
}

void TestSimulatedCaller::keysArePressed()
{
    const LegId caller = answeredBy(u"100"_s);
    m_callers->press(caller, u"15*#"_s);
    const auto pressed = [this] {
        QString keys;
        for (const KeyPressed &press : m_door->journal().all<KeyPressed>())
            keys += press.key.reveal();
        return keys;
    };
    QTRY_COMPARE(pressed(), u"15*#"_s);
    QTRY_COMPARE(m_saidAll, QList{caller});
}

void TestSimulatedCaller::itHangsUp()
{
    const LegId caller = answeredBy(u"100"_s);
    m_callers->hangUp(caller);
    QTRY_COMPARE(m_ends.value(caller), (SimulatedEnd{SimulatedEnd::How::HungUp, 200}));
    QTRY_COMPARE(m_door->journal().all<Ended>().size(), 1);
    QCOMPARE(m_door->journal().all<Ended>()[0].cause, EndCause::CallerHungUp);
}

void TestSimulatedCaller::itHangsUpBeforeAnybodyAnswers()
{
    const LegId caller = dial(u"100"_s);
    m_callers->hangUp(caller);
    QTRY_COMPARE(m_ends.value(caller).how, SimulatedEnd::How::HungUp);
    const LegId later = answeredBy(u"echo"_s); // the thread lives
    QVERIFY(!m_ends.contains(later));
}

void TestSimulatedCaller::aRefusalHasItsCode()
{
    const LegId caller = dial(u"555"_s);
    QTRY_COMPARE(m_ends.value(caller), (SimulatedEnd{SimulatedEnd::How::Refused, 404}));
    QVERIFY(m_answered.isEmpty());
}

void TestSimulatedCaller::whoVanishesIsDroppedAfterASilence()
{
    const LegId caller = answeredBy(u"100"_s);
    m_callers->vanish(caller);
    QTRY_COMPARE(m_ends.value(caller).how, SimulatedEnd::How::Vanished);
    QTRY_COMPARE_WITH_TIMEOUT(m_door->journal().all<Dropped>().size(), 1, 10'000);
    QCOMPARE(m_door->journal().all<Dropped>()[0].cause, EndCause::LineLost);
    QVERIFY(m_door->journal().all<Ended>().isEmpty());
}

void TestSimulatedCaller::whoVanishesSaysNotOneWordMore()
{
    const LegId caller = answeredBy(u"echo"_s);
    m_callers->say(caller, toneOf(700, 4 * second));
    QTRY_VERIFY(amplitudeIn(m_heard[caller], 700) > 8'000);
    m_callers->vanish(caller);
    QTRY_COMPARE(m_ends.value(caller).how, SimulatedEnd::How::Vanished);
    const qsizetype heard = m_heard[caller].size();
    const LegId other = answeredBy(u"echo"_s); // more than a few ticks
    m_callers->say(other, toneOf(900, 2 * second));
    QTRY_VERIFY(amplitudeIn(m_heard[other], 900) > 8'000);
    QCOMPARE(m_heard[caller].size(), heard);
    QVERIFY(amplitudeIn(m_heard[other], 700) < 100);
}

void TestSimulatedCaller::manySpeakAtOnceAndEachHearsItself()
{
    const auto hertz = [](int number) { return 400. + 60. * number; };
    QList<LegId> callers;
    for (int number = 0; number < callersAtOnce; ++number)
        callers.append(dial(u"echo"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_answered.size(), callersAtOnce, 10'000);
    for (int number = 0; number < callersAtOnce; ++number)
        m_callers->say(callers[number], toneOf(hertz(number), 8 * second));
    const auto hears = [&](int number, int tone) { return amplitudeIn(m_heard[callers[number]], hertz(tone)); };
    for (int number = 0; number < callersAtOnce; ++number) {
        QTRY_VERIFY2(hears(number, number) > 7'000, qPrintable(QString::number(number)));
        for (int other = 0; other < callersAtOnce; ++other)
            if (other != number)
                QVERIFY2(hears(number, other) < 500, qPrintable(u"%1 heard %2"_s.arg(number).arg(other)));
    }
    QVERIFY(m_ends.isEmpty());
}

void TestSimulatedCaller::nobodyIsCalledOutsideThisMachine()
{
    for (const QString &to : {u"sip:100@198.51.100.7"_s, u"sip:100@clinic.example"_s, u"100"_s})
        m_callers->dial({PrivateText(to), {}, {}});
    QTRY_COMPARE(m_ends.size(), 3);
    for (const SimulatedEnd &end : std::as_const(m_ends))
        QCOMPARE(end, (SimulatedEnd{SimulatedEnd::How::NotReached, 0}));
}

void TestSimulatedCaller::noMoreThanAsManyAsMayBe()
{
    for (int number = 0; number < callersAtOnce; ++number)
        dial(u"echo"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_answered.size(), callersAtOnce, 10'000);
    const LegId oneMore = dial(u"echo"_s);
    QTRY_COMPARE(m_ends.value(oneMore).how, SimulatedEnd::How::NotReached);
    m_callers->hangUp(m_answered.constFirst());
    const auto answers = [&] { // once the place is free
        const LegId caller = dial(u"echo"_s);
        return QTest::qWaitFor([&] { return m_answered.contains(caller) || m_ends.contains(caller); })
            && m_answered.contains(caller);
    };
    bool free = false;
    QTRY_VERIFY(free || (free = answers()));
}

QTEST_GUILESS_MAIN(TestSimulatedCaller)
#include "test_simulated_caller.moc"
