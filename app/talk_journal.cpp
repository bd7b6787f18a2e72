#include "app/talk_journal.h"

#include "dialog/turn_happenings.h"

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

void TalkJournal::write(const Happening &what, Instant now)
{
    (void)m_store.writer().write({Draft{m_clinic.organisation.id, {m_call, now, what, {}}}}, now);
}

void TalkJournal::begin(const PrivateText &from, Instant now)
{
    m_call = CallId(u"call%1"_s.arg(++m_calls));
    m_turn = m_sentence = 0;
    m_unplayed.clear();
    m_initiated = {.clinic = m_clinic.organisation.id,
                   .branch = m_clinic.branch().id,
                   .provider = u"lab"_s,
                   .from = from,
                   .numberWithheld = !from.reveal().startsWith(u'+')};
    write(m_initiated, now);
    write(Answered{}, now);
}

void TalkJournal::heard(const QString &words, Instant now)
{
    interrupted(-1, now);
    write(Heard{.turn = ++m_turn, .words = PrivateText(words)}, now);
}

void TalkJournal::said(const QString &words, Instant now)
{
    write(Said{.turn = m_turn,
               .sentence = ++m_sentence,
               .by = SpokenBy::Assistant,
               .staff = {},
               .words = PrivateText(words)},
          now);
    m_unplayed.append({m_sentence, int(words.size())});
}

void TalkJournal::interrupted(int heardCharacters, Instant now)
{
    for (const auto &[sentence, characters] : std::exchange(m_unplayed, {})) {
        const bool whole = heardCharacters < 0 || heardCharacters >= characters;
        const PlayedHow how = whole ? PlayedHow::Whole : heardCharacters > 0 ? PlayedHow::Cut : PlayedHow::Never;
        write(Played{.turn = m_turn, .sentence = sentence, .how = how, .heardCharacters = whole ? 0 : heardCharacters},
              now);
        heardCharacters = heardCharacters < 0 ? -1 : std::max(0, heardCharacters - characters);
    }
}

// What changed in the conversation, as the session that is kept of a call knows it.
void TalkJournal::moved(const DialogState &before, const DialogState &after, Instant now)
{
    for (const Happening &each : happeningsOf(before, after, {.turn = m_turn, .scriptVersion = 1}))
        write(each, now);
}

Result<MessageId> TalkJournal::leave(const MessageStep &step, Instant now)
{
    const MessageId id(u"m%1"_s.arg(messages().size() + 1));
    const auto fates =
        m_store.writer().write({Draft{m_clinic.organisation.id, {m_call, now, messageTaken(id, step), {}}}}, now);
    return fates.value(0, Problem{}) ? Result<MessageId>(id) : Result<MessageId>(fates.first().problem());
}

void TalkJournal::danger(Gravity gravity, const QString &category, const QString &words, Instant now)
{
    write(DangerSeen{.turn = m_turn, .gravity = gravity, .category = category, .words = PrivateText(words), .rule = {}},
          now);
}

void TalkJournal::end(bool unfinished, Instant now)
{
    interrupted(-1, now);
    if (unfinished)
        write(Dropped{EndCause::LineLost, toMs(now + m_clinic.resumable)}, now);
    else
        write(Ended{EndCause::CallerHungUp}, now);
}

std::optional<WaitingSession> TalkJournal::session(Instant now)
{
    const auto mark = markOf(m_initiated);
    if (!mark)
        return std::nullopt;
    const auto caller = knownCaller(m_store.keys(), m_clinic.organisation.id, *mark);
    if (!caller)
        return std::nullopt;
    const auto found = SessionBook(m_store.database()).find(caller.value(), now);
    return found ? found.value() : std::nullopt;
}

bool TalkJournal::waits(Instant now) { return session(now).has_value(); }

std::optional<TalkJournal::Before> TalkJournal::verified(Instant now)
{
    const auto waiting = session(now);
    if (!waiting)
        return std::nullopt;
    const auto stood = waiting->afterVerification({m_call}, m_store.keys());
    return stood ? std::optional(Before{*waiting, stood.value()}) : std::nullopt;
}

void TalkJournal::resumed(const Before &before, Instant now)
{
    const auto intoOld = [&](const Happening &what) {
        (void)m_store.writer().write({Draft{m_clinic.organisation.id, {before.session.call, now, what, {}}}}, now);
    };
    intoOld(SessionVerified{m_call});
    if (SessionBook(m_store.database()).resume(before.session.call, m_call, now))
        intoOld(SessionResumed{m_call});
}

const QList<MessageTaken> &TalkJournal::messages()
{
    constexpr int atOnce = 1'000;
    for (bool more = true; more;) {
        const auto entries =
            entriesAfter(m_store.database(), m_store.keys(), m_store.writer().engine(), m_readTo, atOnce);
        if (!entries)
            break;
        for (const JournalEntry &entry : entries.value()) {
            m_readTo = entry.position;
            if (const auto *taken = std::get_if<MessageTaken>(&entry.event.what))
                m_messages.append(*taken);
        }
        more = entries.value().size() == atOnce;
    }
    return m_messages;
}

} // namespace nightbell
