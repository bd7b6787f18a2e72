#include "engine/live_sounds.h"
#include "scripted/scripted_sound.h"
#include "scripted/virtual_clock.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const CallId call(u"call-1"_s);
const LegId caller(u"call-1"_s), joysLeg(u"leg-joy"_s), strangersLeg(u"leg-x"_s);
const StaffId joy(u"joy"_s);

} // namespace

class TestLiveSounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void levelsAreToldWithTheNamesOfStaff();
    void whoSpeaksSinceWhenIsKnown();
    void theQualityIsTheCallersLines();
    void aClosedCallIsForgotten();

private:
    LiveSound told()
    {
        Q_EMIT m_sound->levels({{.call = call,
                                 .caller = {-20, -10},
                                 .assistant = {-30, -25},
                                 .staff = {{joysLeg, {-40, -35}}, {strangersLeg, {-1, -1}}}}});
        return m_heard.isEmpty() ? LiveSound{} : m_heard.constLast();
    }

    VirtualClock m_clock;
    std::unique_ptr<ScriptedSound> m_sound;
    std::unique_ptr<LiveSounds> m_live;
    QList<LiveSound> m_heard;
};

void TestLiveSounds::init()
{
    m_heard.clear();
    m_sound = std::make_unique<ScriptedSound>();
    m_live = std::make_unique<LiveSounds>(
        *m_sound, m_clock, [](const CallId &, const LegId &leg) { return leg == joysLeg ? joy : StaffId(); });
    connect(m_live.get(), &LiveSounds::heard, this, [this](const QList<LiveSound> &calls) { m_heard = calls; });
}

void TestLiveSounds::levelsAreToldWithTheNamesOfStaff()
{
    const LiveSound sound = told();
    QCOMPARE(sound.call, call);
    QCOMPARE(sound.caller.rmsDbfs, -20.0f);
    QCOMPARE(sound.assistant.peakDbfs, -25.0f);
    QCOMPARE(sound.staff, (QList<StaffLevel>{{joy, {-40, -35}}}));
    QVERIFY(!sound.callerSpeaks && !sound.callerSince && !sound.line);
}

void TestLiveSounds::whoSpeaksSinceWhenIsKnown()
{
    Q_EMIT m_sound->callerSpeech(call, true, std::chrono::steady_clock::now() - 500ms);
    QVERIFY(m_heard.isEmpty()); // the windows learn of it with the next levels
    const LiveSound sound = told();
    QVERIFY(sound.callerSpeaks);
    const Span ago = m_clock.now() - *sound.callerSince;
    QVERIFY(ago >= 500ms && ago < 5s);
    Q_EMIT m_sound->callerSpeech(call, false, std::chrono::steady_clock::now());
    QVERIFY(!told().callerSpeaks);
}

void TestLiveSounds::theQualityIsTheCallersLines()
{
    Q_EMIT m_sound->quality(call, joysLeg, {.lostPercent = 50});
    QVERIFY(!told().line);
    Q_EMIT m_sound->quality(call, caller, {.lostPercent = 2, .jitterMs = 3, .roundTripMs = 40});
    QCOMPARE(told().line->roundTripMs, std::optional(40.0));
}

void TestLiveSounds::aClosedCallIsForgotten()
{
    Q_EMIT m_sound->callerSpeech(call, true, std::chrono::steady_clock::now());
    Q_EMIT m_sound->closed(call);
    QVERIFY(!told().callerSpeaks);
}

QTEST_GUILESS_MAIN(TestLiveSounds)
#include "test_live_sounds.moc"
