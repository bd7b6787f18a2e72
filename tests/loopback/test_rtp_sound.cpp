// The sound as the engine has it, over real sockets: keys that are sent, levels, announcements before an answer.
#include "audio/frame_post.h"
#include "audio/key_tones.h"
#include "audio/rtp_sound.h"
#include "scripted/rtp_peer.h"
#include "scripted/spoken.h"
#include "scripted/tones.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

namespace {

const CallId call(u"call"_s);
const LegId callersLeg(u"call"_s), staffLeg(u"staff"_s), dialledLeg(u"dialled"_s);
constexpr int callersHertz = 500, announcersHertz = 1'100;

std::string keysIn(const std::vector<std::int16_t> &sound)
{
    KeyToneEar ear(narrowRate);
    std::string keys;
    for (std::size_t at = 0; at + 160 <= sound.size(); at += 160)
        if (const auto key = ear.hear(std::span(sound).subspan(at, 160)))
            keys += *key;
    return keys;
}

} // namespace

class TestRtpSound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keysAreSentToTheirLegAlone();
    void levelsComeTenTimesASecond();
    void theLineOfEachLegIsMeasured();
    void anAnnouncementIsHeardByStaffAndNotByTheCaller();
    void theCallersSpeechIsTold();
    void aCallThatClosesTakesNoMoreOrders();

private:
    void open(const LegId &leg, const RtpPeer &peer);
    void tick();

    std::unique_ptr<RtpSound> m_sound;
    std::unique_ptr<RtpPeer> m_caller;
    std::unique_ptr<RtpPeer> m_announcer;
    std::shared_ptr<FramePost> m_headset;
    std::vector<std::int16_t> m_staffHeard;
    QHash<LegId, MediaAddress> m_places;
    QElapsedTimer m_clock;
    QTimer m_timer;
    int m_done = 0;
    bool m_callerIsQuiet = false;
};

void TestRtpSound::init()
{
    m_sound = std::make_unique<RtpSound>(
        RtpSound::Place{.host = QHostAddress(QHostAddress::LocalHost), .ports = {39'000, 39'999}, .callsAtMost = 2});
    QVERIFY(m_sound->start().ok());
    m_caller = std::make_unique<RtpPeer>(RtpPeer::Voice{.hertz = callersHertz});
    m_announcer = std::make_unique<RtpPeer>(RtpPeer::Voice{.hertz = announcersHertz});
    m_headset = std::make_shared<FramePost>();
    m_staffHeard.clear();
    m_done = 0;
    m_callerIsQuiet = false;
    open(callersLeg, *m_caller);
    QVERIFY(m_sound->seat(call, staffLeg, m_headset).ok());
    m_clock.start();
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.callOnTimeout(this, [this] {
        for (; m_clock.elapsed() >= m_done * 20; ++m_done)
            tick();
    });
    m_timer.start(5);
}

void TestRtpSound::cleanup()
{
    m_timer.stop();
    m_timer.disconnect();
    m_sound.reset();
    m_places.clear();
}

void TestRtpSound::open(const LegId &leg, const RtpPeer &peer)
{
    const Result<MediaPlace> place = m_sound->open(call, leg, MediaKind::Socket);
    QVERIFY(place.ok());
    m_places[leg] = std::get<MediaAddress>(place.value());
    m_sound->connectTo(leg, {.remote = peer.address()});
}

void TestRtpSound::tick()
{
    if (!m_callerIsQuiet)
        m_caller->say(m_places[callersLeg]);
    m_caller->hear();
    if (m_places.contains(dialledLeg)) {
        m_announcer->say(m_places[dialledLeg]);
        m_announcer->hear();
    }
    for (SoundFrame frame; m_headset->fromSound.pop(frame);)
        m_staffHeard.insert(m_staffHeard.end(), frame.samples.begin(), frame.samples.end());
}

void TestRtpSound::keysAreSentToTheirLegAlone()
{
    open(dialledLeg, *m_announcer);
    m_sound->wish(call, PressKeys{dialledLeg, PrivateText(u"20 x#"_s)});
    m_sound->wish(call, PressKeys{LegId(u"nobody"_s), PrivateText(u"9"_s)});
    QTRY_COMPARE(keysIn(m_announcer->heard), std::string("20#"));
    QCOMPARE(keysIn(m_caller->heard), std::string());
}

void TestRtpSound::levelsComeTenTimesASecond()
{
    QList<CallLevels> told;
    QElapsedTimer since;
    connect(m_sound.get(), &Sound::levels, this, [&](const QList<CallLevels> &calls) {
        if (told.isEmpty())
            since.start();
        told += calls;
    });
    QTRY_VERIFY(told.size() > 10);
    QVERIFY2(since.elapsed() > 700, qPrintable(QString::number(since.elapsed())));
    QCOMPARE(told.constLast().call, call);
    QVERIFY(std::abs(told.constLast().caller.peakDbfs + 12) < 1); // 8,000 of 32,768
    QCOMPARE(told.constLast().assistant.peakDbfs, silenceDbfs);
    QCOMPARE(told.constLast().staff.size(), 1);
    QCOMPARE(told.constLast().staff.constFirst().leg, staffLeg);
}

void TestRtpSound::theLineOfEachLegIsMeasured()
{
    QSignalSpy measured(m_sound.get(), &Sound::quality);
    QTRY_VERIFY_WITH_TIMEOUT(measured.size() > 0, 10'000);
    QCOMPARE(measured[0][1].value<LegId>(), callersLeg);
    const auto quality = measured[0][2].value<LineQuality>();
    QCOMPARE(quality.lostPercent, 0.0);
    QVERIFY(quality.jitterMs > 0 && quality.jitterMs < 20);
}

void TestRtpSound::anAnnouncementIsHeardByStaffAndNotByTheCaller()
{
    Arrangement arrangement{.number = 1, .staff = {{staffLeg, StaffMode::TakeOver}}, .held = true};
    m_sound->wish(call, arrangement);
    open(dialledLeg, *m_announcer);
    arrangement.number = 2;
    arrangement.announcing = dialledLeg;
    m_sound->wish(call, arrangement);
    const auto heardBy = [](const std::vector<std::int16_t> &sound, int rate) {
        const auto last = std::size_t(rate) / 2;
        return sound.size() < last ? 0 : amplitudeOf(announcersHertz, rate, std::span(sound).last(last));
    };
    QTRY_VERIFY(heardBy(m_staffHeard, wideRate) > 6'000);
    QVERIFY(heardBy(m_caller->heard, narrowRate) < 100);
    arrangement.number = 3;
    arrangement.announcing = {};
    m_sound->wish(call, arrangement);
    QTRY_VERIFY(heardBy(m_staffHeard, wideRate) < 50);
}

void TestRtpSound::theCallersSpeechIsTold()
{
    m_callerIsQuiet = true;
    QSignalSpy told(m_sound.get(), &Sound::callerSpeech);
    const Pcm words = spoken(u"I would like to book an appointment for next week, please."_s);
    m_caller = std::make_unique<RtpPeer>(words);
    m_sound->connectTo(callersLeg, {.remote = m_caller->address()});
    m_callerIsQuiet = false;
    QTRY_VERIFY(told.size() > 0);
    QVERIFY(told[0][1].toBool());
    m_callerIsQuiet = true;
    QTRY_VERIFY(told.size() > 1);
    QVERIFY(!told.constLast()[1].toBool());
}

void TestRtpSound::aCallThatClosesTakesNoMoreOrders()
{
    QSignalSpy closed(m_sound.get(), &Sound::closed);
    m_sound->close(call);
    m_sound->connectTo(callersLeg, {.remote = m_caller->address()}); // what was on its way meanwhile
    m_sound->closeLeg(staffLeg);
    m_sound->wish(call, FallSilent{});
    m_sound->close(call);
    QTRY_COMPARE(closed.size(), 1);
    m_caller->heard.clear();
    open(callersLeg, *m_caller);
    QTRY_VERIFY(!m_caller->heard.empty());
}

QTEST_GUILESS_MAIN(TestRtpSound)
#include "test_rtp_sound.moc"
