// What the caller does: words, keys, silence, and danger before any of it.
#include "dialog/gravity_of.h"
#include "dialog/keypad_answer.h"
#include "dialog/said_answer.h"
#include "dialog/turn_happenings.h"
#include "engine/reception.h"

namespace nightbell {
namespace {

constexpr qint64 tickMs = 20;
constexpr int doubtsAtMost = 2; // then a person

Heard heardIn(const TranscribedWords &words, int turn)
{
    return {.turn = turn,
            .who = Party::Caller,
            .staff = {},
            .words = words.words,
            .final = words.final,
            .confidence = words.confidence,
            .fromMs = words.fromTick * tickMs,
            .toMs = words.toTick * tickMs};
}

} // namespace

void Reception::hear(const TranscribedWords &words)
{
    const auto self = shared_from_this();
    if (m_over || !m_call.summary().answered)
        return;
    m_silenceAt.reset();
    m_watch->asked(m_state.asked.words);
    words.final ? hearFinal(words) : hearPartial(words);
    done();
}

// Nobody waits for the end of a sentence that says that somebody is dying.
void Reception::hearPartial(const TranscribedWords &words)
{
    const auto news = m_watch->hearPartial(words.words.reveal(), words.utterance);
    const auto gravity = raisedBy(news);
    if (!gravity)
        return;
    m_heeded = words.utterance;
    alarm(*gravity, *news, words.words);
    take(heardIn(words, m_call.summary().turn));
    if (assistantHas())
        turnWith(InDanger{*gravity, news->finding.category, words.words.reveal()});
}

void Reception::hearFinal(const TranscribedWords &words)
{
    const QString text = words.words.reveal().trimmed();
    const bool assistant = assistantHas();
    m_interrupted = false;
    if (text.isEmpty()) { // something was said, and nobody knows what
        if (assistant && m_begun && m_call.state().unplayed.isEmpty())
            turnWith(CallerSaid{});
        return;
    }
    const auto news = m_watch->hearFinal(text, words.utterance);
    const auto gravity = raisedBy(news);
    const bool retracted = news && news->kind == DangerNews::Kind::Retracted;
    Heard heard = heardIn(words, m_call.summary().turn);
    heard.heeded = m_heeded == words.utterance && !gravity && !retracted;
    if (gravity)
        alarm(*gravity, *news, words.words);
    if (assistant && !heard.heeded)
        m_input = gravity ? DialogInput(InDanger{*gravity, news->finding.category, text}) : CallerSaid{text, {}};
    m_agreed = words.agreed;
    m_source = SlotSource::Speech;
    take(heard);
    if (!m_thinks)
        m_input.reset();
    if (!assistant && staffHave(m_call.summary()))
        shadow(text);
}

void Reception::alarm(Gravity gravity, const DangerNews &news, const PrivateText &words)
{
    const bool ran = std::exchange(m_running, true); // what comes of it is thought of together with the words
    take(DangerSeen{.turn = m_call.summary().turn,
                    .gravity = gravity,
                    .category = news.finding.category,
                    .words = words,
                    .rule = news.finding.evidence.value(0).rule});
    m_running = ran;
}

// Where what is heard is not to be relied on, words that two judges heard differently are read back before they count.
bool Reception::doubts(const DialogInput &input)
{
    const auto *said = std::get_if<CallerSaid>(&input);
    if (!said || !m_desk.parts().rules.cautious)
        return false;
    const ReceptionWords &words = m_desk.parts().words;
    if (const auto doubted = std::exchange(m_doubted, std::nullopt)) {
        const auto answer = saidAnswer(wordsOf(said->words));
        if (answer.sort == SaidAnswer::Sort::Yes) {
            m_doubts = 0;
            run(CallerSaid{*doubted, {}});
            return true;
        }
        if (answer.sort == SaidAnswer::Sort::No) {
            say(words.sayAgain);
            return true;
        }
    }
    if (m_agreed || m_source == SlotSource::Keypad || said->words.isEmpty()) {
        m_doubts = 0;
        return false;
    }
    if (++m_doubts > doubtsAtMost) {
        m_doubts = 0;
        run(CallerPressed{QStringLiteral("0")});
        return true;
    }
    m_doubted = said->words;
    say(words.understood.arg(said->words));
    return true;
}

void Reception::callerSpeaks(bool speaks)
{
    m_callerSpeaks = speaks;
    m_silenceAt.reset();
    done();
}

void Reception::callerQuiet(Span quiet) { m_times.speechEnded(now() - quiet); }

void Reception::interrupted() { m_interrupted = true; }

// While nobody of the assistant listens to them, keys are only noted.
void Reception::press(QChar key)
{
    const auto self = shared_from_this();
    m_silenceAt.reset();
    if (!assistantHas())
        take(KeyPressed{PrivateText(QString(key))});
    else if (isDeaf() && m_offered)
        takeDeafKey(key);
    else if (key == u'0' && m_keys.isEmpty() && !keysWanted(m_state.asked).zero)
        wantsPerson();
    else if (key == u'#')
        enterKeys();
    else if (key == u'*')
        m_keys.clear(), m_keysBy.reset();
    else if (key.isDigit() && m_keys.size() < keysAtMost) {
        m_keys += key;
        m_keysBy = now() + m_desk.parts().rules.keyLimit;
        if (m_keys.size() >= (m_doubted ? 1 : keysWanted(m_state.asked).length))
            enterKeys();
    }
    done();
}

void Reception::wantsPerson()
{
    m_input = CallerPressed{QStringLiteral("0")};
    take(KeyPressed{PrivateText(QStringLiteral("0"))}); // the call raises the alarm
}

// A zero that nothing follows is a person, whatever was asked.
void Reception::enterKeys()
{
    m_keysBy.reset();
    const QString keys = std::exchange(m_keys, {});
    if (keys.isEmpty())
        return;
    if (keys == u"0")
        return wantsPerson();
    const AskedQuestion asked = m_doubted ? AskedQuestion{QStringLiteral("confirm"), {}} : m_state.asked;
    const auto words = wordsOfKeys(keys, asked, m_place->organisation);
    m_input = words ? DialogInput(CallerSaid{*words, {}}) : CallerPressed{keys};
    m_source = SlotSource::Keypad;
    take(KeysEntered{m_call.summary().turn, PrivateText(keys)});
}

void Reception::silent()
{
    m_interrupted = false;
    if (isDeaf())
        return offerKeys();
    const Span length = m_waits.count() > 0 ? m_waits : m_desk.parts().rules.silenceLimit;
    turnWith(CallerSilent{int(std::chrono::duration_cast<std::chrono::seconds>(length).count())});
}

namespace {

// What only asks or looks may be gone through without a word; an act waits for the assistant's own turn.
bool isQuiet(const DialogStep &step)
{
    return std::holds_alternative<SayStep>(step) || std::holds_alternative<AskStep>(step)
        || std::holds_alternative<LearnStep>(step) || std::holds_alternative<TellStep>(step)
        || std::holds_alternative<FindTimesStep>(step) || std::holds_alternative<FindAppointmentsStep>(step);
}

} // namespace

// Staff talk with the caller: the assistant learns from it, and shows what it would say.
void Reception::shadow(const QString &words)
{
    if (!m_begun)
        return;
    const Turned turned = step(here(), m_state, CallerSaid{words, {}});
    DialogState next = m_state;
    if (std::ranges::all_of(turned.steps, isQuiet))
        next = turned.state;
    else
        next.known = turned.state.known;
    for (const Happening &each : happeningsOf(m_state, next, {m_call.summary().turn, m_place->scripts.version}))
        take(each);
    m_state = next;
    for (const DialogStep &each : turned.steps)
        if (const auto *said = std::get_if<SayStep>(&each))
            m_desk.door().wouldSay(id(), PrivateText(said->words));
        else if (const auto *asks = std::get_if<AskStep>(&each))
            m_desk.door().wouldSay(id(), PrivateText(asks->words));
}

// Of what staff whisper the assistant can use what it would have asked the caller for.
void Reception::guide(const Whispered &whisper)
{
    const auto refused = [&](const char *why) {
        take(WhisperDone{whisper.whisper, WhisperFate::Refused, m_call.summary().turn, QString::fromLatin1(why)});
    };
    const auto &waiting = m_call.state().whispers;
    if (std::ranges::find(waiting, whisper.whisper, &WaitingWhisper::whisper) == waiting.end())
        return; // the call has refused it
    if (!m_begun || m_ordered || m_state.ended)
        return refused("not_now");
    const DialogState told = step(here(), m_state, CallerSaid{whisper.words.reveal(), {}}).state;
    DialogState next = m_state;
    for (auto each = told.known.begin(); each != told.known.end(); ++each)
        if (each.key() != keyOf(Slot::Message) && each.key() != keyOf(Slot::Offer))
            next.known.insert(each.key(), each.value());
    if (next.known == m_state.known)
        return refused("nothing_to_use");
    for (const Happening &each :
         happeningsOf(m_state, next, {m_call.summary().turn, m_place->scripts.version, SlotSource::Staff}))
        take(each);
    m_state = next;
    m_whispers << whisper.whisper;
}

// The next step has been taken in their light.
void Reception::guided(const DialogState &before)
{
    if (m_whispers.isEmpty() || before.places == m_state.places)
        return;
    for (const WhisperId &each : std::exchange(m_whispers, {}))
        take(WhisperDone{each, WhisperFate::Used, m_call.summary().turn, place().node});
}

} // namespace nightbell
