#include "engine/staff_wishes.h"

#include "desk/keypad_keys.h"
#include "desk/verbs.h"
#include "speech/flite_voice.h"

#include <QUuid>

#include <algorithm>

namespace nightbell {

namespace {

Problem refused(const char *why) { return {Problem::Kind::Refused, QString::fromLatin1(why)}; }

struct Wish
{
    const Call &call;
    const StaffId &staff;
    const WishPlace &place;

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

    Result<> mayBeHeard() const
    {
        if (!place.canHear)
            return refused("there is neither a headset nor a telephone for this member of staff");
        if (!call.summary().answered || !call.summary().live())
            return refused("nobody is on the line");
        return {};
    }

    Result<> hasTheCall() const
    {
        return call.summary().takenOverBy == staff ? Result<>() : refused("the call is not yours");
    }

    Result<Happening> operator()(const verb::Listen &listen) const
    {
        if (const Result<> may = mayBeHeard(); listen.on && !may)
            return may.problem();
        return Happening(ListenAsked{staff, listen.on});
    }

    Result<Happening> operator()(const verb::BargeIn &barge) const
    {
        if (const Result<> may = mayBeHeard(); barge.on && !may)
            return may.problem();
        return Happening(BargeAsked{staff, barge.on});
    }

    Result<Happening> operator()(const verb::TakeOver &) const
    {
        if (const Result<> may = mayBeHeard(); !may)
            return may.problem();
        return Happening(TakeOverAsked{staff});
    }

    Result<Happening> operator()(const verb::HandBack &) const
    {
        if (call.summary().takenOverBy != staff && call.summary().takingOver != staff)
            return refused("the call is not yours");
        return Happening(HandBackAsked{staff});
    }

    Result<Happening> operator()(const verb::Hold &) const
    {
        if (const Result<> has = hasTheCall(); !has)
            return has.problem();
        return Happening(PutOnHold{Party::Staff});
    }

    Result<Happening> operator()(const verb::Resume &) const
    {
        if (call.summary().status != CallStatus::OnHold || call.summary().heldBy != Party::Staff)
            return refused("the call is not on hold");
        return Happening(TakenOffHold{Party::Staff});
    }

    Result<Happening> operator()(const verb::Keypad &keypad) const
    {
        if (const Result<> has = hasTheCall(); !has)
            return has.problem();
        if (call.summary().status != CallStatus::Answered)
            return refused("nobody is on the line");
        if (!areKeypadKeys(keypad.keys.reveal()))
            return Problem{Problem::Kind::Invalid,
                           QStringLiteral("1 to %1 keys of %2").arg(keypadKeysAtMost).arg(keypadKeys)};
        return Happening(KeysSent{staff, int(keypad.keys.reveal().size())});
    }

    Result<Happening> operator()(const verb::PauseRecording &) const { return pauseOfRecording(call.summary(), staff); }

    Result<Happening> operator()(const verb::ResumeRecording &) const
    {
        return resumptionOfRecording(call.summary(), staff);
    }

    Result<Happening> operator()(const verb::Transfer &transfer) const
    {
        if (!call.summary().takenOverBy.isEmpty())
            if (const Result<> has = hasTheCall(); !has)
                return has.problem();
        if (transfer.to.isEmpty())
            return Problem{Problem::Kind::Invalid, QStringLiteral("whom to transfer to is missing")};
        return Happening(TransferBegun{transfer.how, staff, transfer.to});
    }

    // Words are to guide the conversation; to be heard by the assistant alone is a way of being in the call and takes
    // nothing else.
    Result<Happening> whispered(const PrivateText &words) const
    {
        if (!place.assistant)
            return refused("no conversation can use a whisper");
        if (words.reveal().size() > sentenceCharactersAtMost)
            return Problem{Problem::Kind::Invalid,
                           QStringLiteral("a whisper has 1 to %1 characters").arg(sentenceCharactersAtMost)};
        return Happening(Whispered{WhisperId(QUuid::createUuid().toString(QUuid::WithoutBraces)), staff, words});
    }

    Result<Happening> operator()(const verb::Whisper &whisper) const
    {
        if (!whisper.words.isEmpty())
            return whispered(whisper.words);
        if (const Result<> may = mayBeHeard(); whisper.on && !may)
            return may.problem();
        return Happening(WhisperAsked{staff, whisper.on});
    }
};

} // namespace

Result<Happening> happeningOf(const Call &call, const Asker &asker, const Verb &verb, const WishPlace &place)
{
    if (!mayDo(asker.role, rightFor(verb)))
        return Problem{Problem::Kind::Refused, QStringLiteral("no right to %1").arg(kindOf(verb))};
    return std::visit(Wish{call, asker.staff, place}, verb);
}

} // namespace nightbell
