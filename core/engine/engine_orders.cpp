// How the engine carries out what a call orders.
#include "engine/engine.h"
#include "engine/logging.h"
#include "engine/reception.h"

namespace nightbell {

namespace {

constexpr qint64 msToACharacter = 70; // of speech that nobody has measured yet

int heardOf(const SpokenSentence &spoken, PlayedHow how, qint64 playedMs, int rate)
{
    const qsizetype characters = spoken.words.reveal().size();
    if (how == PlayedHow::Whole)
        return int(characters);
    const qint64 givenMs = std::max<qint64>(spoken.samplesGiven * 1'000 / rate, 1);
    const qint64 wholeMs = spoken.allGiven ? givenMs : std::max(givenMs, characters * msToACharacter);
    return int(heardCharacters(spoken.times, {.playedMs = playedMs, .wholeMs = wholeMs, .characters = characters}));
}

} // namespace

void Engine::carryOut(LiveCall &live, const CallOrders &orders)
{
    for (const CallOrder &order : orders)
        carryOut(live, order);
}

void Engine::carryOut(LiveCall &live, const CallOrder &order)
{
    if (const auto *record = std::get_if<Record>(&order))
        take(live, record->what);
    else if (std::holds_alternative<AnswerLine>(order))
        answer(live);
    else if (const auto *words = std::get_if<Speak>(&order))
        speak(live, *words);
    else if (std::holds_alternative<StopSpeaking>(order))
        stopSpeaking(live);
    else if (std::holds_alternative<Think>(order) && live.reception)
        live.reception->think();
    else if (std::holds_alternative<Think>(order))
        take(live, EndAsked{}); // there is no conversation: the assistant has greeted, and takes leave
    else if (std::holds_alternative<HangUp>(order))
        leave(live);
    else if (const auto *join = std::get_if<ConnectStaff>(&order))
        connectStaff(live, *join);
    else if (const auto *part = std::get_if<DisconnectStaff>(&order))
        disconnectStaff(live, part->staff);
    else if (std::holds_alternative<Hold>(order))
        hold(live, true);
    else if (std::holds_alternative<Unhold>(order))
        hold(live, false);
    else if (const auto *passOn = std::get_if<Transfer>(&order))
        transfer(live, *passOn);
    else if (const auto *wake = std::get_if<WakeAt>(&order))
        live.callWakeAt = wake->at, plan(live);
    else if (const auto *recording = std::get_if<RecordCall>(&order))
        recordCall(live, recording->step);
    // Alarms are seen in the summary.
}

void Engine::answer(LiveCall &live)
{
    const Result<MediaPlace> place = m_parts.sound.open(live.id(), callersLeg(live.id()), live.media);
    if (place) {
        live.sounding = Sounding::Yes;
        return m_parts.line.order(callersLeg(live.id()), AnswerLeg{place.value()});
    }
    ++m_counts.noSound;
    qCWarning(logEngine) << "call" << live.id().text() << "refused:" << place.problem().detail;
    live.onLine = false;
    m_parts.line.order(callersLeg(live.id()), RefuseLeg{Refusal::Busy});
    take(live, Ended{EndCause::Refused});
}

void Engine::speak(LiveCall &live, const Speak &order)
{
    live.spoken.insert(order.sentence, {.turn = order.turn, .words = order.words});
    m_parts.voice.speak({.call = live.id(),
                         .turn = order.turn,
                         .number = order.sentence,
                         .words = order.words,
                         .rate = live.soundRate,
                         .language = live.language});
}

void Engine::stopSpeaking(LiveCall &live)
{
    m_parts.voice.hush(live.id());
    if (live.sounding == Sounding::Yes)
        m_parts.sound.wish(live.id(), FallSilent{}); // tells how much was heard of what it has; closing does so too
    QList<Played> never;
    for (auto [sentence, spoken] : live.spoken.asKeyValueRange()) {
        spoken.stopped = true;
        if (!spoken.given)
            never.append(Played{spoken.turn, sentence, PlayedHow::Never});
    }
    for (const Played &played : never) {
        live.spoken.remove(played.sentence);
        take(live, played);
    }
}

void Engine::leave(LiveCall &live)
{
    const QList<StaffLeg> left = live.staff;
    for (const StaffLeg &leg : left)
        disconnectStaff(live, leg.staff);
    endTransfer(live);
    if (m_recording)
        m_recording->giveUp(live.id());
    stopListening(live);
    if (std::exchange(live.onLine, false))
        m_parts.line.order(callersLeg(live.id()), HangUpLeg{});
    if (live.sounding == Sounding::Yes) {
        live.sounding = Sounding::Closing;
        m_parts.sound.close(live.id());
    }
}

void Engine::voiceSpoke(const CallId &call, const SpeechPiece &piece)
{
    const auto live = m_calls.value(call);
    const auto spoken = live ? live->spoken.find(piece.sentence) : QMap<int, SpokenSentence>::iterator();
    if (!live || spoken == live->spoken.end() || spoken->stopped || spoken->turn != piece.turn) {
        ++m_counts.stalePieces;
        return;
    }
    const bool first = !std::exchange(spoken->given, true);
    spoken->samplesGiven += piece.pcm.size();
    spoken->allGiven = piece.last;
    m_parts.sound.wish(call, piece);
    if (first && live->reception)
        live->reception->pieceCame(piece.sentence);
}

void Engine::voiceTimed(const CallId &call, int turn, int sentence, const WordTimes &words)
{
    const auto live = m_calls.value(call);
    const auto spoken = live ? live->spoken.find(sentence) : QMap<int, SpokenSentence>::iterator();
    if (live && spoken != live->spoken.end() && spoken->turn == turn)
        spoken->times = words;
}

void Engine::voiceFailed(const CallId &call, int turn, int sentence, const Problem &problem)
{
    ++m_counts.failedSentences;
    qCWarning(logEngine) << "call" << call.text() << "turn" << turn << "not spoken:" << problem.detail;
    const auto live = m_calls.value(call);
    if (!live || !live->spoken.contains(sentence) || live->spoken[sentence].stopped)
        return;
    live->spoken[sentence].failed = true;
    if (live->spoken[sentence].given)
        return m_parts.sound.wish(call, SpeechPiece{turn, sentence, {}, true}); // what was said of it is all there is
    live->spoken.remove(sentence);
    take(*live, Played{turn, sentence, PlayedHow::Never});
}

void Engine::keyPressed(const CallId &call, const LegId &leg, QChar key)
{
    const auto live = m_calls.value(call);
    if (!live || leg != callersLeg(call))
        return;
    if (live->reception && live->call.summary().answered && live->call.summary().live())
        live->reception->press(key);
    else
        take(*live, KeyPressed{PrivateText(QString(key))});
}

void Engine::sentenceBegan(const CallId &call, int turn, int sentence, double msSinceConnected)
{
    constexpr int firstOfTheCall = 1;
    const auto live = m_calls.value(call);
    if (live && sentence == firstOfTheCall)
        take(*live, Measured{QStringLiteral("answer_to_first_packet"), turn, msSinceConnected});
    if (!live || !live->call.summary().live())
        return;
    if (auto *turns = live->listening(); turns && live->spoken.contains(sentence)) {
        turns->assistantSpeaks(live->spoken[sentence].words, m_parts.clock.now());
        plan(*live);
    }
    if (live->reception)
        live->reception->packetLeft(sentence);
}

void Engine::sentencePlayed(const CallId &call, const PlayedSentence &played)
{
    const auto live = m_calls.value(call);
    if (!live || !live->spoken.contains(played.sentence))
        return;
    const SpokenSentence spoken = live->spoken.take(played.sentence);
    const PlayedHow how = spoken.failed && played.how == PlayedHow::Whole ? PlayedHow::Cut : played.how;
    take(*live,
         Played{played.turn, played.sentence, how, played.playedMs,
                heardOf(spoken, how, played.playedMs, live->soundRate)});
}

void Engine::soundClosed(const CallId &call)
{
    const auto live = m_calls.value(call);
    if (!live)
        return;
    endRecording(*live);
    live->sounding = Sounding::No;
    if (live->finished())
        letGo(call);
    else
        closeLineWhenAlone();
}

} // namespace nightbell
