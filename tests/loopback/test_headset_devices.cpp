// The headset on a real sound server with virtual devices. What is played is recorded and looked at, not counted. The
// server is not there at first, and dies once.
#include "audio/headset/headset_sound.h"
#include "scripted/real_pulse.h"
#include "scripted/tones.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <atomic>
#include <mutex>
#include <thread>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 20'000;
constexpr double staffHertz = 1'300;    // into the microphone
constexpr double callerHertz = 700;     // to the loudspeaker
constexpr double loud = 0.05;           // of full scale; a tone that is there is well above, noise well below
constexpr int qtGivesUpAfterMs = 4'000; // it tries again once, after three seconds
const Asker nurse{StaffId(u"dana"_s), Role::Nurse};

std::span<const std::int16_t> samplesOf(const QByteArray &bytes)
{
    return std::span(reinterpret_cast<const std::int16_t *>(bytes.constData()), std::size_t(bytes.size() / 2));
}

class ToneWatch // when a tone arrives, to the piece of sound in which it does
{
public:
    void begin(double hertz)
    {
        m_hertz = hertz;
        m_after = -1;
        m_since.start();
    }
    void look(std::span<const std::int16_t> piece)
    {
        if (m_after < 0 && m_hertz > 0 && toneIn(piece, m_hertz) > loud)
            m_after = m_since.elapsed();
    }
    qint64 afterMs() const { return m_after; } // -1: not yet

private:
    double m_hertz = 0;
    qint64 m_after = -1;
    QElapsedTimer m_since;
};

class Recorder // what a loudspeaker plays
{
public:
    explicit Recorder(const QString &speaker)
    {
        QObject::connect(&m_parec, &QProcess::readyReadStandardOutput, [this] {
            const QByteArray piece = m_parec.readAllStandardOutput();
            watch.look(samplesOf(piece));
            m_bytes += piece;
        });
        m_parec.start(u"parec"_s,
                      {u"--raw"_s, u"--format=s16le"_s, u"--rate=16000"_s, u"--channels=1"_s, u"--latency-msec=10"_s,
                       u"--device="_s + speaker + u".monitor"_s});
    }
    ~Recorder()
    {
        m_parec.kill();
        m_parec.waitForFinished();
    }

    ToneWatch watch;
    bool runs() const { return !m_bytes.isEmpty(); }
    double tone(double hertz, int lastMs = 200) const
    {
        return m_bytes.size() < lastMs * 32 ? 0 : toneIn(samplesOf(m_bytes.right(lastMs * 32)), hertz);
    }

private:
    QProcess m_parec;
    QByteArray m_bytes;
};

class Mouth // speaks into a microphone, silence between the words
{
public:
    explicit Mouth(const QString &microphone)
    {
        m_pacat.start(u"pacat"_s,
                      {u"--raw"_s, u"--format=s16le"_s, u"--rate=16000"_s, u"--channels=1"_s, u"--latency-msec=20"_s,
                       u"--device="_s + microphone + u"-air"_s});
        QObject::connect(&m_pace, &QTimer::timeout, [this] {
            const SoundFrame frame = m_speaks ? m_tone.next() : SoundFrame{};
            m_pacat.write(reinterpret_cast<const char *>(frame.samples.data()), sizeof frame.samples);
        });
        m_pace.setTimerType(Qt::PreciseTimer);
        m_pace.start(20);
    }
    ~Mouth()
    {
        m_pacat.kill();
        m_pacat.waitForFinished();
    }
    void speak(bool speaks) { m_speaks = speaks; }

private:
    QProcess m_pacat;
    QTimer m_pace;
    ToneMaker m_tone{staffHertz, 0.3};
    bool m_speaks = false;
};

class SoundTick // the sound thread's side: one frame each way every 20 ms
{
public:
    explicit SoundTick(std::shared_ptr<FramePost> post)
        : m_post(std::move(post))
        , m_thread([this](const std::stop_token &stop) { run(stop); })
    { }

    void play(bool plays) { m_plays = plays; }
    void inWords() { m_words = true; }
    void watchFor(double hertz)
    {
        const std::lock_guard lock(m_mutex);
        m_watch.begin(hertz);
    }
    qint64 arrivedAfterMs() const
    {
        const std::lock_guard lock(m_mutex);
        return m_watch.afterMs();
    }
    int frames() const { return m_frames; }
    int missed() const { return m_missed; } // since the first frame
    double waitedToSound() const { return double(m_waitedToSound) / std::max(1, int(m_frames)); }
    double waitedFromSound() const { return double(m_waitedFromSound) / std::max(1, int(m_frames)); }
    double tone(double hertz, int lastMs = 200) const
    {
        const std::lock_guard lock(m_mutex);
        const std::size_t last = std::size_t(lastMs) * 16;
        return m_heard.size() < last ? 0 : toneIn(std::span(m_heard).last(last), hertz);
    }

private:
    void run(const std::stop_token &stop)
    {
        auto due = std::chrono::steady_clock::now();
        for (int at = 0; !stop.stop_requested(); ++at) {
            std::this_thread::sleep_until(due += std::chrono::milliseconds(20));
            tick(at);
        }
    }

    void tick(int at)
    {
        m_waitedToSound += m_frames > 0 ? int(m_post->toSound.waiting()) : 0;
        m_waitedFromSound += m_frames > 0 ? int(m_post->fromSound.waiting()) : 0;
        if (SoundFrame frame; m_post->toSound.pop(frame)) {
            ++m_frames;
            const std::lock_guard lock(m_mutex);
            m_watch.look(frame.samples);
            m_heard.insert(m_heard.end(), frame.samples.begin(), frame.samples.end());
        } else if (m_frames > 0) {
            ++m_missed;
        }
        const SoundFrame tone = m_tone.next();
        m_post->fromSound.push(m_plays && (!m_words || at % 20 < 12) ? tone : SoundFrame{});
    }

    std::shared_ptr<FramePost> m_post;
    ToneMaker m_tone{callerHertz, 0.5};
    std::atomic<bool> m_plays = false, m_words = false;
    std::atomic<int> m_frames = 0, m_missed = 0, m_waitedToSound = 0, m_waitedFromSound = 0;
    mutable std::mutex m_mutex; // over what follows
    std::vector<std::int16_t> m_heard;
    ToneWatch m_watch;
    std::jthread m_thread;
};

} // namespace

class TestHeadsetDevices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void withoutASoundServerItSaysSoUntilOneAppears();
    void theCallerIsHeardInTheLoudspeaker();
    void staffAreHeardByTheSoundThread();
    void theEchoOfTheCallerIsTakenOut();
    void anUnpluggedSpeakerIsReplacedAndComesBack();
    void anUnpluggedMicrophoneIsReplacedAndComesBack();
    void anAlarmRingsInItsOwnLoudspeaker();
    void anAlarmWithoutALoudspeakerIsSaid();
    void oneHearsOneself();
    void onlyWhoMayListenChooses();
    void aServerThatDiesIsFollowedByTheNext();
    void theMicrophoneClosesAWhileAfterTheLastUse();

private:
    void use(HeadsetPart part, const QString &id);
    bool isThere(const QString &id) const { return deviceToUse(id, m_headset->status().speakers, {}) == id; }

    RealPulse m_pulse;
    std::unique_ptr<HeadsetSound> m_headset;
    std::shared_ptr<FramePost> m_post;
    QMap<HeadsetPart, QString> m_remembered;
    int m_ears = -1;
    int m_mic = -1;
};

void TestHeadsetDevices::initTestCase()
{
    m_headset = std::make_unique<HeadsetSound>(HeadsetChoices{.microphone = u"mic"_s, .speaker = u"ears"_s},
                                               [this](HeadsetPart part, const QString &id) -> Result<> {
                                                   m_remembered[part] = id;
                                                   return {};
                                               });
}

void TestHeadsetDevices::cleanup()
{
    m_headset->ring({});
    if (m_post)
        m_headset->close(std::exchange(m_post, nullptr));
}

void TestHeadsetDevices::use(HeadsetPart part, const QString &id)
{
    const auto chosen = m_headset->choose(nurse, part, id);
    QTRY_VERIFY_WITH_TIMEOUT(chosen.isFinished(), waitMs);
    QVERIFY(chosen.result().ok());
}

void TestHeadsetDevices::withoutASoundServerItSaysSoUntilOneAppears()
{
    m_post = m_headset->open();
    m_headset->ring(AlarmTune::Urgent);
    QTRY_VERIFY_WITH_TIMEOUT(m_headset->status().ringing.has_value(), waitMs);
    QCOMPARE(m_headset->status().state, HeadsetState::NoSoundServer);
    QVERIFY(!m_headset->status().open && m_headset->status().alarmSpeaker.used.isEmpty());

    QVERIFY2(m_pulse.start(), qPrintable(m_pulse.failure()));
    m_ears = m_pulse.plugSpeaker(u"ears"_s);
    m_mic = m_pulse.plugMicrophone(u"mic"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::Ready, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_headset->status().open, waitMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().microphone.used, u"mic"_s, waitMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().speaker.used, u"ears"_s, waitMs);
}

void TestHeadsetDevices::theCallerIsHeardInTheLoudspeaker()
{
    Recorder ears(u"ears"_s);
    m_post = m_headset->open();
    SoundTick tick(m_post);
    QTRY_VERIFY_WITH_TIMEOUT(ears.runs() && tick.frames() > 100, waitMs);
    QVERIFY(ears.tone(callerHertz) < loud / 10);
    QList<qint64> latencies;
    for (int time = 0; time < 10; ++time) {
        ears.watch.begin(callerHertz);
        tick.play(true);
        QTRY_VERIFY_WITH_TIMEOUT(ears.watch.afterMs() >= 0, waitMs);
        latencies << ears.watch.afterMs();
        QTRY_VERIFY_WITH_TIMEOUT(ears.tone(callerHertz) > 0.45, waitMs); // as loud as it was sent
        QVERIFY(ears.tone(staffHertz) < loud / 10);
        tick.play(false);
        QTRY_VERIFY_WITH_TIMEOUT(ears.tone(callerHertz) < loud / 10, waitMs);
    }
    std::sort(latencies.begin(), latencies.end());
    qInfo() << "sound thread to loudspeaker, with the recorder, ms:" << latencies << "frames in the post"
            << tick.waitedFromSound();
    QVERIFY2(latencies[5] < 250, "the sound waits too long");
}

void TestHeadsetDevices::staffAreHeardByTheSoundThread()
{
    QSignalSpy heard(m_headset.get(), &Headset::heard);
    Mouth mouth(u"mic"_s);
    m_post = m_headset->open();
    SoundTick tick(m_post);
    QTRY_VERIFY_WITH_TIMEOUT(tick.frames() > 100, waitMs);
    QVERIFY(tick.tone(staffHertz) < loud / 10);
    QList<qint64> latencies;
    for (int time = 0; time < 10; ++time) {
        tick.watchFor(staffHertz);
        mouth.speak(true);
        QTRY_VERIFY_WITH_TIMEOUT(tick.arrivedAfterMs() >= 0, waitMs);
        latencies << tick.arrivedAfterMs();
        mouth.speak(false);
        QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) < loud / 10, waitMs);
    }
    std::sort(latencies.begin(), latencies.end());
    qInfo() << "microphone to sound thread, with the player, ms:" << latencies << "frames in the post"
            << tick.waitedToSound() << "missed" << tick.missed() << "of" << tick.frames();
    QVERIFY2(latencies[5] < 250, "the sound waits too long");
    QVERIFY(std::any_of(heard.begin(), heard.end(), [](const auto &level) { return level[0].toDouble() > 0.1; }));

    m_headset->mute(true);
    mouth.speak(true);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::Muted, waitMs);
    const int before = tick.frames();
    QTRY_VERIFY_WITH_TIMEOUT(tick.frames() > before + 50, waitMs);
    QVERIFY(tick.tone(staffHertz, 400) < loud / 100);
    m_headset->mute(false);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) > loud, waitMs);
}

void TestHeadsetDevices::theEchoOfTheCallerIsTakenOut()
{
    const int air = m_pulse.load(u"module-loopback"_s,
                                 {u"source=ears.monitor"_s, u"sink=mic-air"_s, u"latency_msec=20"_s,
                                  u"sink_input_properties=media.name=echo"_s});
    QVERIFY(air >= 0);
    const QString inputs = m_pulse.ask({u"list"_s, u"short"_s, u"sink-inputs"_s});
    for (const QString &line : inputs.split(u'\n', Qt::SkipEmptyParts))
        if (line.contains(u"loopback"_s))
            m_pulse.ask({u"set-sink-input-volume"_s, line.section(u'\t', 0, 0), u"-20dB"_s});
    Recorder reaches(u"mic-air"_s);
    Mouth mouth(u"mic"_s);
    m_post = m_headset->open();
    SoundTick tick(m_post);
    tick.inWords();
    tick.play(true);
    constexpr int convergedAfter = 500, judgedMs = 4'000;
    QTRY_VERIFY_WITH_TIMEOUT(tick.frames() > convergedAfter, waitMs);
    const double arrives = reaches.tone(callerHertz, judgedMs), left = tick.tone(callerHertz, judgedMs);
    qInfo("echo: %.4f of full scale reaches the microphone, %.6f is left: %.1f dB less", arrives, left,
          20 * std::log10(arrives / std::max(left, 1e-6)));
    tick.play(false);
    mouth.speak(true);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) > loud, waitMs); // the way is open
    m_pulse.unload(air);
    QVERIFY2(arrives > 0.5 * 0.1 * 0.6 * 0.7, "the test has no echo");
    QVERIFY(20 * std::log10(arrives / std::max(left, 1e-6)) >= 20);
}

void TestHeadsetDevices::anUnpluggedSpeakerIsReplacedAndComesBack()
{
    const int spare = m_pulse.plugSpeaker(u"spare"_s);
    m_pulse.ask({u"set-default-sink"_s, u"spare"_s});
    Recorder desk(u"spare"_s);
    m_post = m_headset->open();
    SoundTick tick(m_post);
    tick.play(true);
    QTRY_VERIFY_WITH_TIMEOUT(desk.runs(), waitMs);
    QVERIFY(desk.tone(callerHertz) < loud / 10);

    m_pulse.unload(m_ears);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().speaker, (DeviceChoice{u"ears"_s, u"spare"_s}), waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(desk.tone(callerHertz) > 0.4, waitMs);

    m_ears = m_pulse.plugSpeaker(u"ears"_s);
    Recorder ears(u"ears"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().speaker.used, u"ears"_s, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(ears.tone(callerHertz) > 0.4, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(desk.tone(callerHertz) < loud / 10, waitMs);
    m_pulse.unload(spare);
}

void TestHeadsetDevices::anUnpluggedMicrophoneIsReplacedAndComesBack()
{
    const int spare = m_pulse.plugMicrophone(u"spare-mic"_s);
    Mouth headset(u"mic"_s), room(u"spare-mic"_s);
    m_post = m_headset->open();
    SoundTick tick(m_post);
    headset.speak(true);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) > loud, waitMs);

    headset.speak(false);
    room.speak(true);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) < loud / 10, waitMs);
    m_pulse.unload(m_mic);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().microphone, (DeviceChoice{u"mic"_s, u"spare-mic"_s}), waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) > loud, waitMs);

    room.speak(false);
    headset.speak(true);
    m_mic = m_pulse.plugMicrophone(u"mic"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().microphone.used, u"mic"_s, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) > loud, waitMs);
    m_pulse.unload(spare);
}

void TestHeadsetDevices::anAlarmRingsInItsOwnLoudspeaker()
{
    const int bell = m_pulse.plugSpeaker(u"bell"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isThere(u"bell"_s), waitMs);
    use(HeadsetPart::AlarmSpeaker, u"bell"_s);
    QCOMPARE(m_remembered.value(HeadsetPart::AlarmSpeaker), u"bell"_s);
    Recorder rings(u"bell"_s), ears(u"ears"_s);
    QTRY_VERIFY_WITH_TIMEOUT(rings.runs() && ears.runs(), waitMs);
    rings.watch.begin(880);
    m_headset->ring(AlarmTune::Emergency);
    QTRY_VERIFY_WITH_TIMEOUT(rings.watch.afterMs() >= 0, waitMs);
    qInfo() << "alarm to loudspeaker, with the recorder, ms:" << rings.watch.afterMs();
    QTRY_VERIFY_WITH_TIMEOUT(rings.tone(587.33, 100) > 0.3, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(rings.tone(880, 100) > 0.3, waitMs); // again
    QVERIFY(ears.tone(880, 1'000) < loud / 10);
    m_headset->ring({});
    QTRY_VERIFY_WITH_TIMEOUT(rings.tone(880, 100) < loud / 10 && rings.tone(587.33, 100) < loud / 10, waitMs);
    m_pulse.unload(bell);
    QTRY_VERIFY_WITH_TIMEOUT(m_headset->status().alarmSpeaker.used != u"bell"_s, waitMs);
}

void TestHeadsetDevices::anAlarmWithoutALoudspeakerIsSaid()
{
    const QString sinks = m_pulse.ask({u"list"_s, u"short"_s, u"modules"_s});
    for (const QString &line : sinks.split(u'\n', Qt::SkipEmptyParts))
        if (line.contains(u"module-null-sink"_s))
            m_pulse.unload(line.section(u'\t', 0, 0).toInt());
    m_headset->ring(AlarmTune::Emergency);
    QTRY_VERIFY_WITH_TIMEOUT(m_headset->status().ringing && m_headset->status().alarmSpeaker.used.isEmpty(), waitMs);

    m_ears = m_pulse.plugSpeaker(u"ears"_s);
    m_mic = m_pulse.plugMicrophone(u"mic"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_headset->status().alarmSpeaker.used.isEmpty(), waitMs); // what is there rings
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::Ready, waitMs);
}

void TestHeadsetDevices::oneHearsOneself()
{
    Mouth mouth(u"mic"_s);
    Recorder ears(u"ears"_s);
    mouth.speak(true);
    m_headset->hearSelf(true);
    QTRY_VERIFY_WITH_TIMEOUT(ears.tone(staffHertz) > loud, waitMs);
    QVERIFY(m_headset->status().hearsSelf);
    m_post = m_headset->open(); // a call goes before
    QTRY_VERIFY_WITH_TIMEOUT(!m_headset->status().hearsSelf && ears.tone(staffHertz) < loud / 10, waitMs);
}

void TestHeadsetDevices::onlyWhoMayListenChooses()
{
    const auto viewer = m_headset->choose({StaffId(u"lee"_s), Role::Viewer}, HeadsetPart::Speaker, {});
    QTRY_VERIFY_WITH_TIMEOUT(viewer.isFinished(), waitMs);
    QCOMPARE(viewer.result().problem().kind, Problem::Kind::Refused);
    const auto unknown = m_headset->choose(nurse, HeadsetPart::Speaker, u"nowhere"_s);
    QTRY_VERIFY_WITH_TIMEOUT(unknown.isFinished(), waitMs);
    QCOMPARE(unknown.result().problem().kind, Problem::Kind::NotFound);
    QCOMPARE(m_headset->status().speaker.chosen, u"ears"_s);
    QVERIFY(!m_remembered.contains(HeadsetPart::Speaker));
}

void TestHeadsetDevices::aServerThatDiesIsFollowedByTheNext()
{
    m_post = m_headset->open();
    QTRY_VERIFY_WITH_TIMEOUT(m_headset->status().open, waitMs);
    m_pulse.kill();
    QElapsedTimer gone;
    gone.start();
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::NoSoundServer, waitMs);
    QVERIFY(!m_headset->status().open);
    QTRY_VERIFY_WITH_TIMEOUT(gone.elapsed() > qtGivesUpAfterMs, waitMs);
    QVERIFY2(m_pulse.start(), qPrintable(m_pulse.failure()));
    m_ears = m_pulse.plugSpeaker(u"ears"_s);
    m_mic = m_pulse.plugMicrophone(u"mic"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_headset->status().state, HeadsetState::Ready, waitMs);
    Recorder ears(u"ears"_s);
    Mouth mouth(u"mic"_s);
    mouth.speak(true);
    SoundTick tick(m_post);
    tick.play(true);
    QTRY_VERIFY_WITH_TIMEOUT(ears.tone(callerHertz) > 0.4, waitMs);
    QTRY_VERIFY_WITH_TIMEOUT(tick.tone(staffHertz) > loud, waitMs);
}

void TestHeadsetDevices::theMicrophoneClosesAWhileAfterTheLastUse()
{
    m_post = m_headset->open();
    QTRY_VERIFY_WITH_TIMEOUT(m_headset->status().open, waitMs);
    m_headset->close(std::exchange(m_post, nullptr));
    QTRY_VERIFY_WITH_TIMEOUT(!m_headset->status().open, waitMs);
    QCOMPARE(m_headset->status().state, HeadsetState::Ready);
}

QTEST_GUILESS_MAIN(TestHeadsetDevices)
#include "test_headset_devices.moc"
