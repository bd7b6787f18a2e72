#include "app/recorded_turns.h"

#include <QHash>
#include <QStringList>

namespace nightbell {

namespace {

class Fold
{
public:
    void take(const CallEvent &event)
    {
        if (!m_over)
            std::visit([&](const auto &what) { take(what, event.at); }, event.what);
    }
    std::optional<RecordedCall> call() const { return m_call.turns.isEmpty() ? std::nullopt : std::optional(m_call); }

private:
    template<class Other> void take(const Other &, Instant) { }

    void take(const Initiated &begun, Instant)
    {
        m_call.clinic = begun.clinic;
        m_call.branch = begun.branch;
        if (!begun.numberWithheld)
            m_call.from = begun.from;
        m_over = begun.direction != Direction::Inbound;
    }
    void take(const Answered &, Instant at) { m_call.turns = {RecordedTurn{.number = 0, .at = at}}; }
    void take(const Heard &heard, Instant at)
    {
        if (heard.final && heard.who == Party::Caller && answered())
            callersTurn(at, heard.turn).heard << heard.words;
    }
    void take(const KeyPressed &pressed, Instant at)
    {
        if (answered())
            callersTurn(at, last().number).keys += pressed.key.reveal();
    }
    void take(const KeysEntered &entered, Instant at)
    {
        if (answered())
            callersTurn(at, entered.turn).keys += entered.keys.reveal();
    }
    void take(const DangerSeen &danger, Instant)
    {
        if (!answered())
            return;
        std::optional<DangerSeen> &seen = last().number == danger.turn && isCallers(last()) ? last().danger : m_danger;
        if (!seen || seen->gravity < danger.gravity)
            seen = danger;
    }
    void take(const Said &said, Instant)
    {
        if (said.by != SpokenBy::Assistant || !answered())
            return;
        last().said << said.words;
        m_words.insert(said.sentence, said.words);
    }
    void take(const Played &played, Instant)
    {
        if (const PrivateText words = m_words.take(played.sentence); played.how != PlayedHow::Whole && !words.isEmpty())
            m_unheard << PrivateText(words.reveal().mid(played.heardCharacters).trimmed());
    }
    void take(const Booked &booked, Instant)
    {
        if (answered())
            last().booked << booked;
    }
    void take(const Rescheduled &moved, Instant)
    {
        if (answered())
            last().moved << moved;
    }
    void take(const Cancelled &, Instant) { changed(); }
    void take(const AppointmentConfirmed &, Instant) { changed(); }
    void take(const MessageTaken &, Instant)
    {
        if (answered())
            ++last().messages;
    }
    void take(const Understood &understood, Instant)
    {
        if (answered())
            last().errand = understood.intent;
    }
    void take(const SlotFilled &filled, Instant)
    {
        if (answered() && !filled.value.isEmpty())
            last().known.insert(filled.slot, filled.value);
    }
    void take(const TransferBegun &, Instant) { person(true); }
    void take(const TransferFailed &, Instant) { person(false); }
    void take(const EscalationExpired &, Instant) { person(false); }
    void take(const BargedIn &, Instant) { staffCame(); }
    void take(const TookOver &, Instant) { staffCame(); }
    void take(const Ended &, Instant) { m_over = true; }
    void take(const Dropped &, Instant) { m_over = true; }

    void staffCame()
    {
        person(true);
        m_over = true; // what is said from here on is not for a script
    }
    void person(bool came)
    {
        if (answered())
            last().personCame = came;
    }
    void changed()
    {
        if (answered())
            ++last().otherwiseChanged;
    }

    bool answered() const { return !m_call.turns.isEmpty(); }
    RecordedTurn &last() { return m_call.turns.last(); }
    static bool isCallers(const RecordedTurn &turn) { return !turn.heard.isEmpty() || !turn.keys.isEmpty(); }

    // What got no answer before the caller went on is one with what follows.
    RecordedTurn &callersTurn(Instant at, int number)
    {
        if (!isCallers(last()) || !last().said.isEmpty())
            m_call.turns << RecordedTurn{.at = at, .unheard = std::exchange(m_unheard, {})};
        RecordedTurn &turn = last();
        turn.number = number;
        turn.at = at;
        if (m_danger)
            turn.danger = std::exchange(m_danger, std::nullopt);
        return turn;
    }

    RecordedCall m_call;
    QHash<int, PrivateText> m_words; // by sentence, until they are played
    QList<PrivateText> m_unheard;
    std::optional<DangerSeen> m_danger; // of words whose final is still to come
    bool m_over = false;
};

} // namespace

std::optional<RecordedCall> recordedCall(const QList<CallEvent> &events)
{
    Fold fold;
    for (const CallEvent &event : events)
        fold.take(event);
    auto call = fold.call();
    if (call)
        call->id = events.first().call;
    return call;
}

QString joined(const QList<PrivateText> &words)
{
    QStringList all;
    for (const PrivateText &each : words)
        all << each.reveal();
    return all.join(u' ').simplified();
}

} // namespace nightbell
