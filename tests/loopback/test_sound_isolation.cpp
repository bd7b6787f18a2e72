// A hundred calls at once, each with a tone of its own, under a spray of foreign packets that know each call's port,
// payload type, source and numbers. No tone is ever heard in another call: not by its caller, not by its staff, not in
// its recording.
#include "audio/frame_post.h"
#include "audio/recorder.h"
#include "audio/recording_folder.h"
#include "audio/recording_reader.h"
#include "audio/rtp_sound.h"
#include "scripted/rtp_peer.h"
#include "scripted/tones.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace nightbell;
using namespace nightbell::scripted;
using namespace Qt::StringLiterals;

namespace {

constexpr int calls = 100;
constexpr int ticks = 150;          // 3 s, of which the last second is judged
constexpr int ticksBeforeSpray = 5; // callers behind NAT have been found by then
constexpr int hertzOf(int call) { return 307 + 29 * call; }

struct IsolatedCall
{
    enum class Kind { Echo, ListenedTo };
    explicit IsolatedCall(int which)
        : number(which)
        , kind(which % 2 ? Kind::ListenedTo : Kind::Echo)
        , id(u"call-%1"_s.arg(which))
        , caller({.hertz = hertzOf(which)})
    { }

    void hear()
    {
        caller.hear();
        for (SoundFrame frame; headset->fromSound.pop(frame);)
            staffHeard.insert(staffHeard.end(), frame.samples.begin(), frame.samples.end());
    }

    int number;
    Kind kind;
    CallId id;
    RtpPeer caller;
    MediaAddress sound;
    std::shared_ptr<FramePost> headset = std::make_shared<FramePost>();
    std::vector<std::int16_t> staffHeard;
    const SealKey key = SealKey::fresh();
    int room = 0; // of its recording
};

// The last second of a sound; no other call's tone is in it. A frame that was made up cuts the own tone short, which
// smears it a little over its neighbours.
void judge(const std::vector<std::int16_t> &sound, int rate, int call, bool ownIsThere)
{
    QVERIFY(sound.size() >= std::size_t(rate));
    const auto second = std::span(sound).last(std::size_t(rate));
    const double own = amplitudeOf(hertzOf(call), rate, second);
    QVERIFY2(ownIsThere ? own > 5'500 : own < 20, qPrintable(u"call %1: own %2"_s.arg(call).arg(own)));
    for (int other = 0; other < calls; ++other) {
        if (other == call)
            continue;
        const bool neighbour = ownIsThere && std::abs(other - call) <= 7;
        const double there = amplitudeOf(hertzOf(other), rate, second);
        QVERIFY2(there < (neighbour ? 800 : 160),
                 qPrintable(u"call %1 has %2 of the tone of %3"_s.arg(call).arg(there).arg(other)));
    }
}

} // namespace

class TestSoundIsolation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noToneIsHeardInAnotherCall();

private:
    void open(IsolatedCall &call);
    void tick(int number);
    void spray();
    void judgeRecording(const IsolatedCall &call);

    QTemporaryDir m_folder;
    std::unique_ptr<Recorder> m_recorder; // outlives the sound
    std::unique_ptr<RtpSound> m_sound;
    std::vector<std::unique_ptr<IsolatedCall>> m_calls;
    std::vector<std::unique_ptr<RtpPeer>> m_strangers;
    int m_sprayed = 0;
};

void TestSoundIsolation::open(IsolatedCall &call)
{
    const LegId leg(call.id.text());
    const Result<MediaPlace> place = m_sound->open(call.id, leg, MediaKind::Socket);
    QVERIFY(place.ok());
    call.sound = std::get<MediaAddress>(place.value());
    MediaPath path{.remote = call.caller.address()};
    if (call.number % 4 < 2) { // behind NAT: comes from another port than the one it told
        path.remote.port = 9;
        path.followsPort = true;
    }
    m_sound->connectTo(leg, path);
    Arrangement arrangement{.number = 1};
    if (call.kind == IsolatedCall::Kind::Echo) {
        arrangement.extension = Extension::Echo;
    } else {
        const LegId staff(u"staff-%1"_s.arg(call.number));
        QVERIFY(m_sound->seat(call.id, staff, call.headset).ok());
        arrangement.staff = {{staff, StaffMode::Listen}};
    }
    m_sound->wish(call.id, arrangement);
    call.room = m_recorder->start(call.id, call.key, instantFromMs(1'760'000'000'000));
    m_sound->wish(call.id, RecordInto{&m_recorder->inlet(), call.room});
}

void TestSoundIsolation::tick(int number)
{
    for (const auto &call : m_calls) {
        call->caller.say(call->sound);
        call->hear();
    }
    if (number >= ticksBeforeSpray)
        spray();
}

// Each stranger speaks the tone of another call, and is a packet ahead of the one whose numbers it uses.
void TestSoundIsolation::spray()
{
    for (const auto &call : m_calls)
        for (std::size_t turn = 0; turn < 3; ++turn) {
            RtpPeer &stranger = *m_strangers[(std::size_t(call->number) + turn * 37) % m_strangers.size()];
            RtpHeader guessed = call->caller.next();
            if (turn == 2)
                guessed.source ^= std::uint32_t(m_sprayed);
            stranger.sayAs(guessed, call->sound);
            ++m_sprayed;
        }
}

void TestSoundIsolation::judgeRecording(const IsolatedCall &call)
{
    constexpr int judged = ticks / framesPerSecond - 1; // the last whole second
    const auto read = RecordingReader::open(findRecording(m_folder.path(), call.id), call.id, call.key);
    QVERIFY(read.ok() && read.value()->ended() && read.value()->damages() == 0);
    read.value()->seek(judged);
    const auto [caller, heard, staff] = read.value()->next().tracks;
    judge(caller, narrowRate, call.number, true);
    judge(heard, narrowRate, call.number, call.kind == IsolatedCall::Kind::Echo);
    QVERIFY(rms(staff) < 20); // they only listen
}

void TestSoundIsolation::noToneIsHeardInAnotherCall()
{
    m_recorder = std::make_unique<Recorder>(m_folder.path());
    QSignalSpy recorded(m_recorder.get(), &Recorder::ended);
    m_sound = std::make_unique<RtpSound>(RtpSound::Place{
        .host = QHostAddress(QHostAddress::LocalHost), .ports = {33'000, 36'999}, .callsAtMost = calls});
    QVERIFY(m_sound->start().ok());
    for (int number = 0; number < calls; ++number) {
        m_calls.push_back(std::make_unique<IsolatedCall>(number));
        open(*m_calls.back());
    }
    for (int number = 0; number < calls; ++number) // tones half a band away from those whose ports they are sent to
        m_strangers.push_back(std::make_unique<RtpPeer>(RtpPeer::Voice{.hertz = hertzOf((number + calls / 2) % calls)},
                                                        QHostAddress(number % 10 ? u"127.0.0.1"_s : u"127.0.0.2"_s)));

    QElapsedTimer clock;
    clock.start();
    int done = 0;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    connect(&timer, &QTimer::timeout, this, [&] {
        while (done < ticks && clock.elapsed() >= done * 20)
            tick(done++);
    });
    timer.start(5);
    QTRY_COMPARE_WITH_TIMEOUT(done, ticks, 20'000);
    QCOMPARE(m_sprayed, calls * 3 * (ticks - ticksBeforeSpray));

    for (const auto &call : m_calls) {
        const bool echoes = call->kind == IsolatedCall::Kind::Echo;
        judge(call->caller.heard, narrowRate, call->number, echoes);
        if (!echoes)
            judge(call->staffHeard, wideRate, call->number, true);
    }

    QSignalSpy closed(m_sound.get(), &Sound::closed);
    for (const auto &call : m_calls)
        m_sound->close(call->id);
    QTRY_COMPARE(closed.size(), calls);
    const auto received = int(m_sound->counts().received); // of foreign packets not one
    QVERIFY2(received <= calls * ticks && received > calls * ticks * 9 / 10, qPrintable(QString::number(received)));

    for (const auto &call : m_calls)
        m_recorder->stop(call->room);
    QTRY_COMPARE_WITH_TIMEOUT(recorded.size(), calls, 20'000);
    for (const auto &call : m_calls)
        judgeRecording(*call);
    m_sound.reset();
}

QTEST_GUILESS_MAIN(TestSoundIsolation)
#include "test_sound_isolation.moc"
