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

// Whoever doubts a "yes" would get another one to doubt.
bool isPlainAnswer(const QString &said)
{
    const Words words = wordsOf(said);
    return words.size() <= 2 && (words.isEmpty() || saidAnswer(words).sort != SaidAnswer::Sort::None);
}

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

// Nobody waits for the end of a sentence that says that somebody is dying.
bool Reception::overhear(const TranscribedWords &words)
{
    const auto self = shared_from_this();
    const QString text = words.words.reveal().trimmed();
    if (m_over || !m_call.summary().answered || text.isEmpty())
        return false;
    m_silenceAt.reset();
    m_watch->asked(m_state.asked.words);
    const auto news =
        words.final ? m_watch->hearFinal(text, words.utterance) : m_watch->hearPartial(text, words.utterance);
    const auto gravity = raisedBy(news);
    const bool heeded = words.final && m_heeded == words.utterance; // its beginning was answered
    if (!gravity && !heeded)
        return false;
    Heard heard = heardIn(words, m_call.summary().turn);
    if (gravity) {
        alarm(*gravity, *news, words.words);
        const bool known = m_state.raised && *gravity <= *m_state.raised; // what to do was said, or is being said
        if (known && !m_advises && assistantHas())
            return false; // the turn is answered where the talk stands
        m_heeded = words.utterance;
        heard.heeded = known;
        const InDanger danger{*gravity, news->finding.category, text};
        if (!assistantHas())
            m_missed = danger;
        else if (!known)
            m_input = danger;
    } else if (news && news->kind == DangerNews::Kind::Retracted && assistantHas()) {
        m_input = CallerSaid{text, {}};
    } else {
        heard.heeded = true;
    }
    m_agreed = true;
    m_source = SlotSource::Speech;
    take(heard); // final: the call moves the turn
    if (!words.final && m_input && assistantHas())
        turnWith(*std::exchange(m_input, std::nullopt));
    done();
    return true;
}

void Reception::hear(const TranscribedWords &turn)
{
    const auto self = shared_from_this();
    if (m_over || !m_call.summary().answered)
        return;
    m_silenceAt.reset();
    m_interrupted = false;
    const QString text = turn.words.reveal().trimmed();
    if (m_advises && assistantHas()) {
        m_afterAdvice = turn;
    } else if (text.isEmpty()) { // something was said, and nobody knows what
        if (assistantHas() && m_begun && m_call.state().unplayed.isEmpty())
            turnWith(CallerSaid{});
    } else {
        if (assistantHas())
            m_input = CallerSaid{text, {}};
        m_agreed = turn.agreed;
        m_source = SlotSource::Speech;
        const bool staff = staffHave(m_call.summary());
        take(heardIn(turn, m_call.summary().turn));
        if (!m_thinks)
            m_input.reset();
        if (staff)
            shadow(text);
    }
    done();
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
    if (!said || !m_desk.parts().rules.cautious || m_state.raised || personAwaited())
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
            listen(false);
            return true;
        }
        if (!m_agreed && ++m_doubts <= doubtsAtMost) { // neither: only what is asked counts
            m_doubted = doubted;
            askWhetherUnderstood();
            return true;
        }
    }
    if (m_agreed || m_source == SlotSource::Keypad || isPlainAnswer(said->words)) {
        m_doubts = 0;
        return false;
    }
    if (++m_doubts > doubtsAtMost) {
        m_doubts = 0;
        run(CallerPressed{QStringLiteral("0")});
        return true;
    }
    m_doubted = said->words;
    m_doubtedAgain = false;
    askWhetherUnderstood();
    return true;
}

void Reception::askWhetherUnderstood()
{
    say(m_desk.parts().words.understood.arg(*m_doubted));
    m_desk.door().asked(id(), {.key = QStringLiteral("confirm"), .choices = {}, .region = {}, .moment = {}});
}

void Reception::callerSpeaks(bool speaks)
{
    if (!speaks && !m_callerSpeaks)
        return;
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
    if (m_doubted && !std::exchange(m_doubtedAgain, true)) {
        take(TurnMoved{m_call.summary().turn + 1});
        return askWhetherUnderstood();
    }
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
    const bool confirms = m_state.asked.key == u"confirm"; // to somebody else: the assistant reads it back itself
    if (!confirms && std::ranges::all_of(turned.steps, isQuiet))
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
