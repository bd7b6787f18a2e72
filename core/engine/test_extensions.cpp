#include "engine/test_extensions.h"

namespace nightbell {

namespace {

const CallId &promptsCall()
{
    static const CallId call(QStringLiteral("test-prompt"));
    return call;
}

constexpr int promptsWaiting = 2; // the next one is there before the last one ends

} // namespace

TestExtensions::TestExtensions(Line &line, Sound &sound, Voice &voice, TestRecording recording)
    : m_line(line)
    , m_sound(sound)
    , m_voice(voice)
    , m_recording(std::move(recording))
{
    connect(&m_line, &Line::connected, this, &TestExtensions::connectSound, Qt::QueuedConnection);
    connect(&m_line, &Line::ended, this, &TestExtensions::lineEnded, Qt::QueuedConnection);
    connect(&m_voice, &Voice::spoke, this, &TestExtensions::promptSpoken, Qt::QueuedConnection);
    connect(&m_sound, &Sound::sentencePlayed, this, &TestExtensions::sentencePlayed);
    connect(&m_sound, &Sound::legSilent, this, [this](const CallId &call, const LegId &leg) {
        if (m_calls.contains(call)) {
            m_line.order(leg, HangUpLeg{});
            end(call, EndCause::LineLost);
        }
    });
    if (!m_recording.desk)
        return;
    connect(&m_sound, &Sound::closed, this, &TestExtensions::soundClosed);
    connect(m_recording.desk, &RecordingDesk::begun, this, [this](const CallId &call) {
        if (m_kept.contains(call))
            m_recording.keep(call, RecordingStarted{});
    });
}

void TestExtensions::start()
{
    const PrivateText words(
        QStringLiteral("This is a test of the telephone line. You hear it again and again until you "
                       "hang up. One, two, three, four, five, six, seven, eight, nine, ten."));
    m_voice.speak({.call = promptsCall(), .turn = 0, .number = 0, .words = words, .rate = narrowRate});
}

std::optional<TestExtensions::Kind> TestExtensions::kindOf(const ArrivedCall &call)
{
    static const QHash<QString, Kind> kinds{{QStringLiteral("echo"), Kind::Echo},
                                            {QStringLiteral("playback"), Kind::Playback},
                                            {QStringLiteral("record"), Kind::Record},
                                            {QStringLiteral("conf"), Kind::Conference}};
    const auto found = call.called.isEmpty() ? kinds.cend() : kinds.constFind(call.called.constFirst().reveal());
    return found == kinds.cend() ? std::nullopt : std::optional(*found);
}

bool TestExtensions::take(const ArrivedCall &arrived)
{
    const auto kind = kindOf(arrived);
    if (!kind)
        return false;
    const CallId call(arrived.leg.text());
    const Result<MediaPlace> place = m_sound.open(call, arrived.leg, arrived.media);
    if (!place) {
        m_line.order(arrived.leg, RefuseLeg{Refusal::Busy});
        return true;
    }
    const Initiated begun{.clinic = m_recording.clinic,
                          .provider = arrived.provider,
                          .providerCall = arrived.providerCall,
                          .numberWithheld = true}; // whoever tries out a line has no session to come back to
    m_calls.insert(call, {.kind = *kind, .begun = begun});
    m_line.order(arrived.leg, AnswerLeg{place.value()});
    return true;
}

void TestExtensions::connectSound(const LegId &leg, const MediaPath &path)
{
    const CallId call(leg.text());
    const auto test = m_calls.find(call);
    if (test == m_calls.end())
        return;
    m_sound.connectTo(leg, path);
    if (std::exchange(test->connected, true))
        return;
    if (test->kind == Kind::Echo)
        m_sound.wish(call, Arrangement{.extension = Extension::Echo});
    else if (test->kind == Kind::Conference)
        m_sound.wish(call, Arrangement{.extension = Extension::Conference});
    else
        playPrompt(call);
    if (test->kind == Kind::Record && m_recording.desk)
        record(call);
}

void TestExtensions::record(const CallId &call)
{
    m_kept.insert(call);
    m_recording.keep(call, m_calls[call].begun); // makes the key that the recording needs
    m_recording.keep(call, Answered{});
    m_recording.desk->begin(call);
}

void TestExtensions::promptSpoken(const CallId &call, const SpeechPiece &piece)
{
    if (call != promptsCall())
        return;
    m_prompt += piece.pcm;
    m_promptReady = piece.last;
    if (m_promptReady)
        for (auto [each, test] : m_calls.asKeyValueRange())
            if (test.connected)
                playPrompt(each);
}

void TestExtensions::playPrompt(const CallId &call)
{
    TestCall &test = m_calls[call];
    const bool speaks = test.kind == Kind::Playback || test.kind == Kind::Record;
    for (int count = 0; m_promptReady && speaks && count < promptsWaiting - std::min(test.sentences, 1); ++count)
        m_sound.wish(call, SpeechPiece{.sentence = ++test.sentences, .pcm = m_prompt, .last = true});
}

void TestExtensions::sentencePlayed(const CallId &call)
{
    if (m_calls.contains(call))
        playPrompt(call);
}

void TestExtensions::lineEnded(const LegId &leg, EndCause cause)
{
    if (has(leg))
        end(CallId(leg.text()), cause);
}

void TestExtensions::end(const CallId &call, EndCause cause)
{
    m_calls.remove(call);
    if (m_kept.contains(call)) {
        m_recording.desk->giveUp(call);
        m_recording.keep(call, Ended{cause});
    }
    m_sound.close(call);
}

void TestExtensions::soundClosed(const CallId &call)
{
    if (m_kept.remove(call) && m_recording.desk->end(call))
        m_recording.keep(call, RecordingStopped{});
}

} // namespace nightbell
