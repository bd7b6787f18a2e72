// The way of the sound between devices and post, with devices that are plain calls: echo, mute, hearing oneself.
#include "audio/headset_talk.h"
#include "scripted/headset_tones.h"

#include <QTest>

#include <deque>

using namespace nightbell;

namespace {

constexpr double playedHertz = 700;
constexpr double spokenHertz = 1'900;
constexpr double echo = 0.1;       // −20 dB
constexpr int echoDelayFrames = 3; // 60 ms, as the devices' buffers have it

// The played tone comes in words of 240 ms with pauses: a tone without end would go as noise.
bool inWord(int frame) { return frame % 20 < 12; }

// Twelve seconds of a headset on a table, tick by tick: the loudspeaker is played, the microphone hears its echo and,
// at the end, somebody speaks. What the sound thread got in the last four seconds.
std::vector<std::int16_t> hearTable(bool canceller, bool somebodySpeaks)
{
    HeadsetTalk talk([](double) {});
    auto post = std::make_shared<FramePost>();
    talk.serve(post);
    ToneMaker far(playedHertz, 0.5), near(spokenHertz, 0.2);
    std::deque<SoundFrame> air(echoDelayFrames);
    std::vector<std::int16_t> heard;
    for (int frame = 0; frame < 600; ++frame) {
        const SoundFrame tone = far.next(), voice = near.next(), played = inWord(frame) ? tone : SoundFrame{};
        SoundFrame given{.count = soundFrameSamples};
        if (canceller) { // what the sound thread gives is told to the canceller on its way to the loudspeaker
            post->fromSound.push(played);
            talk.fill(given.samples);
        } else {
            given = played;
        }
        air.push_back(given);
        SoundFrame microphone = air.front();
        air.pop_front();
        const bool speaks = somebodySpeaks && frame >= 400 && frame % 20 < 8;
        for (std::size_t at = 0; at < microphone.samples.size(); ++at)
            microphone.samples[at] =
                std::int16_t(microphone.samples[at] * echo + (speaks ? voice.samples[at] : std::int16_t(0)));
        talk.hear(microphone.samples, echoDelayFrames * 20);
        SoundFrame taken;
        while (post->toSound.pop(taken))
            if (frame >= 400)
                heard.insert(heard.end(), taken.samples.begin(), taken.samples.end());
    }
    return heard;
}

double decibel(double ratio) { return 20 * std::log10(ratio); }

} // namespace

class TestHeadsetTalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEchoOfWhatIsPlayedIsTakenOut();
    void whoeverSpeaksIsStillHeard();
    void aMutedMicrophoneSendsSilenceAndIsMeasured();
    void oneHearsOneselfAMomentLater();
    void aPostThatRunsEmptyIsPlayedAsSilence();
    void aNewPostIsServedInPlaceOfTheOld();
};

void TestHeadsetTalk::theEchoOfWhatIsPlayedIsTakenOut()
{
    const double left = toneIn(hearTable(true, false), playedHertz);
    const double without = toneIn(hearTable(false, false), playedHertz); // noise and gain only
    const double arrives = 0.5 * echo * 12 / 20;
    qInfo("echo: %.1f dB less, of that %.1f dB without the canceller", decibel(arrives / std::max(left, 1e-6)),
          decibel(arrives / without));
    QVERIFY(decibel(arrives / std::max(left, 1e-6)) >= 20);
    QVERIFY2(decibel(arrives / without) < 10, "not the canceller's work");
}

void TestHeadsetTalk::whoeverSpeaksIsStillHeard()
{
    const std::vector<std::int16_t> heard = hearTable(true, true);
    const double voice = toneIn(heard, spokenHertz), left = toneIn(heard, playedHertz);
    qInfo("spoken %.3f, echo %.4f of full scale", voice, left);
    QVERIFY(voice > 0.2 * 8 / 20 / 2); // half of what was said into the microphone, or more
    QVERIFY(decibel(voice / left) > 20);
}

void TestHeadsetTalk::aMutedMicrophoneSendsSilenceAndIsMeasured()
{
    double loudest = 0;
    int measured = 0;
    HeadsetTalk talk([&](double peak) {
        loudest = std::max(loudest, peak);
        ++measured;
    });
    auto post = std::make_shared<FramePost>();
    talk.serve(post);
    talk.mute(true);
    ToneMaker voice(spokenHertz, 0.3);
    for (int frame = 0; frame < 50; ++frame) {
        talk.hear(voice.next().samples, 0);
        SoundFrame taken;
        while (post->toSound.pop(taken))
            QCOMPARE(taken.samples, decltype(taken.samples){});
    }
    QCOMPARE(measured, 10); // a second
    QVERIFY(loudest > 0.1);
}

void TestHeadsetTalk::oneHearsOneselfAMomentLater()
{
    HeadsetTalk talk([](double) {});
    talk.hearSelf(true);
    ToneMaker voice(spokenHertz, 0.3);
    std::vector<std::int16_t> heard;
    for (int frame = 0; frame < 100; ++frame) {
        talk.hear(frame < 30 ? voice.next().samples : SoundFrame().samples, 0);
        SoundFrame played;
        talk.fill(played.samples);
        heard.insert(heard.end(), played.samples.begin(), played.samples.end());
    }
    const std::span all(heard);
    QVERIFY(toneIn(all.first(38 * soundFrameSamples), spokenHertz) < 0.001);
    QVERIFY(toneIn(all.subspan(45 * soundFrameSamples, 20 * soundFrameSamples), spokenHertz) > 0.03);
}

void TestHeadsetTalk::aPostThatRunsEmptyIsPlayedAsSilence()
{
    HeadsetTalk talk([](double) {});
    auto post = std::make_shared<FramePost>();
    talk.serve(post);
    post->fromSound.push(ToneMaker(playedHertz, 0.5).next());
    SoundFrame played;
    talk.fill(played.samples);
    QVERIFY(toneIn(played.samples, playedHertz) > 0.4);
    talk.fill(played.samples);
    QCOMPARE(played.samples, decltype(played.samples){});
    HeadsetCounts counts;
    talk.countInto(counts);
    QCOMPARE(counts.fromSound.gaps, 1u);
}

void TestHeadsetTalk::aNewPostIsServedInPlaceOfTheOld()
{
    HeadsetTalk talk([](double) {});
    auto before = std::make_shared<FramePost>(), after = std::make_shared<FramePost>();
    talk.serve(before);
    talk.serve(after);
    talk.hear(SoundFrame().samples, 0);
    QCOMPARE(before->toSound.waiting(), 0u);
    QVERIFY(after->toSound.waiting() > 0);
}

QTEST_APPLESS_MAIN(TestHeadsetTalk)
#include "test_headset_talk.moc"
