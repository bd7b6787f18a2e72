#include "engine/staff_wishes.h"

#include "speech/flite_voice.h"

#include <algorithm>

namespace nightbell {

namespace {

Problem refused(const char *why) { return {Problem::Kind::Refused, QString::fromLatin1(why)}; }

struct Wish
{
    const Call &call;
    const StaffId &staff;

    Result<> open(const EscalationId &id) const
    {
        using State = EscalationSummary::State;
        const auto &all = call.summary().escalations;
        const auto found = std::ranges::find(all, id, &EscalationSummary::id);
        if (found == all.end())
            return Problem{Problem::Kind::NotFound, QStringLiteral("no such escalation")};
        if (found->state == State::Resolved || found->state == State::Expired)
            return refused("the escalation is closed");
        return {};
    }

    Result<Happening> operator()(const verb::Claim &claim) const
    {
        if (const Result<> found = open(claim.escalation); !found)
            return found.problem();
        return Happening(Claimed{claim.escalation, staff});
    }

    Result<Happening> operator()(const verb::Resolve &resolve) const
    {
        if (const Result<> found = open(resolve.escalation); !found)
            return found.problem();
        return Happening(EscalationResolved{resolve.escalation, staff, resolve.note});
    }

    Result<Happening> operator()(const verb::Note &note) const { return Happening(NoteWritten{staff, note.words}); }

    Result<Happening> operator()(const verb::End &) const
    {
        if (!call.summary().live())
            return refused("the call has ended");
        return Happening(EndAsked{staff});
    }

    Result<Happening> operator()(const verb::Say &say) const
    {
        if (call.summary().status != CallStatus::Answered)
            return refused("nobody is on the line");
        if (say.words.isEmpty() || say.words.reveal().size() > sentenceCharactersAtMost)
            return Problem{Problem::Kind::Invalid,
                           QStringLiteral("a sentence has 1 to %1 characters").arg(sentenceCharactersAtMost)};
        return Happening(Said{.turn = call.summary().turn,
                              .sentence = call.nextSentence(),
                              .by = SpokenBy::StaffTyped,
                              .staff = staff,
                              .words = say.words});
    }

    // The assistant's sound is the only one that is sent: nobody of the staff can be heard or hear yet, and no
    // conversation is there to be guided.
    Result<Happening> operator()(const verb::Listen &) const { return refused("staff cannot hear the call"); }
    Result<Happening> operator()(const verb::BargeIn &) const { return refused("staff cannot be heard"); }
    Result<Happening> operator()(const verb::TakeOver &) const { return refused("staff cannot be heard"); }
    Result<Happening> operator()(const verb::HandBack &) const { return refused("nobody has taken over"); }
    Result<Happening> operator()(const verb::Hold &) const { return refused("nobody has taken over"); }
    Result<Happening> operator()(const verb::Resume &) const { return refused("the call is not on hold"); }
    Result<Happening> operator()(const verb::Transfer &) const { return refused("the line cannot transfer"); }
    Result<Happening> operator()(const verb::Whisper &) const { return refused("no conversation can use a whisper"); }
};

} // namespace

Result<Happening> happeningOf(const Call &call, const Asker &asker, const Verb &verb)
{
    if (!mayDo(asker.role, rightFor(verb)))
        return Problem{Problem::Kind::Refused, QStringLiteral("no right to %1").arg(kindOf(verb))};
    return std::visit(Wish{call, asker.staff}, verb);
}

} // namespace nightbell
