#include "app/live_lines.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cstdio>

namespace nightbell {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("LiveLines", text); }

QString wordsFor(EndCause cause)
{
    switch (cause) {
    case EndCause::CallerHungUp:
        return tr("the caller hung up");
    case EndCause::AssistantEnded:
        return tr("the assistant ended the call");
    case EndCause::StaffEnded:
        return tr("staff ended the call");
    case EndCause::Transferred:
        return tr("the call was transferred");
    case EndCause::NoAnswer:
        return tr("nobody answered");
    case EndCause::Refused:
        return tr("the call was not taken");
    case EndCause::LineLost:
        return tr("the line went dead");
    case EndCause::EngineLost:
        return tr("the program ended under the call");
    }
    Q_UNREACHABLE();
}

QString wordsFor(Gravity gravity)
{
    switch (gravity) {
    case Gravity::Asks:
        return tr("a person is asked for");
    case Gravity::Urgent:
        return tr("a person is needed soon");
    case Gravity::Emergency:
        return tr("EMERGENCY: a person is needed now");
    case Gravity::Crisis:
        return tr("CRISIS: a person is needed now");
    }
    Q_UNREACHABLE();
}

QString wordsFor(PlayedHow how)
{
    switch (how) {
    case PlayedHow::Whole:
        return tr("the sentence was spoken to its end");
    case PlayedHow::Cut:
        return tr("the sentence was cut short");
    case PlayedHow::Never:
        return tr("the sentence was not spoken");
    }
    Q_UNREACHABLE();
}

QString wordsFor(CallPhase phase)
{
    switch (phase) {
    case CallPhase::Greeting:
        return tr("the caller is greeted");
    case CallPhase::Intake:
        return tr("the caller is asked what it is about");
    case CallPhase::Clarification:
        return tr("the caller is asked for more");
    case CallPhase::Escalation:
        return tr("the caller waits for a person");
    case CallPhase::Completed:
        return tr("everything is said");
    }
    Q_UNREACHABLE();
}

QString wordsFor(Party party)
{
    switch (party) {
    case Party::Caller:
        return tr("the caller spoke");
    case Party::Assistant:
        return tr("the assistant spoke");
    case Party::Staff:
        return tr("staff spoke");
    }
    Q_UNREACHABLE();
}

QString wordsFor(WhisperFate fate)
{
    switch (fate) {
    case WhisperFate::Used:
        return tr("the whisper was used");
    case WhisperFate::Expired:
        return tr("the whisper came too late");
    case WhisperFate::Refused:
        return tr("the whisper could not be used");
    }
    Q_UNREACHABLE();
}

// One answer for each happening, so that a new one does not compile without its words.
struct InWords
{
    QString operator()(const Unrecognised &) const { return tr("something that only a later version knows"); }
    QString operator()(const Initiated &) const { return tr("a call comes in"); }
    QString operator()(const Ringing &) const { return tr("ringing"); }
    QString operator()(const Answered &) const { return tr("answered"); }
    QString operator()(const PutOnHold &) const { return tr("on hold"); }
    QString operator()(const TakenOffHold &) const { return tr("off hold"); }
    QString operator()(const TransferBegun &) const { return tr("a transfer begins"); }
    QString operator()(const TransferFailed &) const { return tr("the transfer failed"); }
    QString operator()(const KeyPressed &) const { return tr("a key was pressed"); }
    QString operator()(const KeysEntered &) const { return tr("an answer by keys"); }
    QString operator()(const Ended &what) const { return tr("ended: %1").arg(wordsFor(what.cause)); }
    QString operator()(const Dropped &what) const { return tr("cut off: %1").arg(wordsFor(what.cause)); }
    QString operator()(const Adopted &) const { return tr("taken over from an engine that is gone"); }
    QString operator()(const SessionVerified &) const { return tr("the caller who called back is the same person"); }
    QString operator()(const SessionResumed &) const { return tr("the caller called back and goes on"); }
    QString operator()(const SessionClosed &) const { return tr("can no longer be gone on with"); }
    QString operator()(const Heard &what) const { return wordsFor(what.who); }
    QString operator()(const Understood &) const { return tr("the wish was understood"); }
    QString operator()(const Told &) const { return {}; }
    QString operator()(const TurnMoved &) const { return {}; }
    QString operator()(const Said &) const { return tr("the assistant begins a sentence"); }
    QString operator()(const Played &what) const
    {
        return tr("%1 (%2 s)").arg(wordsFor(what.how), QLocale().toString(double(what.playedMs) / 1'000, 'f', 1));
    }
    QString operator()(const PhaseMoved &what) const { return wordsFor(what.to); }
    QString operator()(const SlotFilled &) const { return tr("an answer was noted"); }
    QString operator()(const ScriptMoved &) const { return {}; }
    QString operator()(const DangerSeen &) const { return tr("a sign of danger was heard"); }
    QString operator()(const Escalated &what) const { return wordsFor(what.gravity); }
    QString operator()(const Claimed &) const { return tr("staff claimed the alarm"); }
    QString operator()(const ClaimLapsed &) const { return tr("claimed, but no action yet: the alarm is back"); }
    QString operator()(const EscalationResolved &) const { return tr("staff closed the alarm"); }
    QString operator()(const EscalationExpired &) const { return tr("nobody claimed the alarm in time"); }
    QString operator()(const ListenAsked &) const { return {}; }
    QString operator()(const StaffListening &what) const
    {
        return what.on ? tr("staff listens") : tr("staff stopped listening");
    }
    QString operator()(const BargeAsked &) const { return {}; }
    QString operator()(const BargedIn &what) const
    {
        return what.on ? tr("staff speaks to the caller") : tr("staff stopped speaking to the caller");
    }
    QString operator()(const TakeOverAsked &) const { return {}; }
    QString operator()(const TookOver &) const { return tr("staff took the call over"); }
    QString operator()(const HandBackAsked &) const { return {}; }
    QString operator()(const HandedBack &) const { return tr("staff handed the call back"); }
    QString operator()(const WhisperAsked &) const { return {}; }
    QString operator()(const StaffWhispering &what) const
    {
        return what.on ? tr("staff whispers to the assistant") : tr("staff stopped whispering");
    }
    QString operator()(const Whispered &) const { return tr("staff whispered to the assistant"); }
    QString operator()(const WhisperDone &what) const { return wordsFor(what.fate); }
    QString operator()(const KeysSent &) const { return tr("staff pressed keys"); }
    QString operator()(const EndAsked &) const { return tr("the call is to end"); }
    QString operator()(const NoteWritten &) const { return tr("staff wrote a note"); }
    QString operator()(const Measured &) const { return {}; }
    QString operator()(const RecordingStarted &) const { return tr("the call is being recorded"); }
    QString operator()(const RecordingPaused &) const { return tr("the recording is paused"); }
    QString operator()(const RecordingResumed &) const { return tr("the recording goes on"); }
    QString operator()(const RecordingBroken &) const { return tr("the recording fails: the disk takes nothing"); }
    QString operator()(const RecordingMended &) const { return tr("the recording works again"); }
    QString operator()(const RecordingStopped &) const { return tr("the recording has stopped"); }
    QString operator()(const Booked &) const { return tr("an appointment is booked"); }
    QString operator()(const Rescheduled &) const { return tr("an appointment is moved"); }
    QString operator()(const Cancelled &) const { return tr("an appointment is cancelled"); }
    QString operator()(const AppointmentConfirmed &) const { return tr("an appointment is confirmed"); }
    QString operator()(const MessageTaken &) const { return tr("a message was taken"); }
    QString operator()(const AppointmentUndone &) const { return tr("staff took back what was done in the diary"); }
};

} // namespace

QString liveLine(const CallEvent &event)
{
    const QString words = std::visit(InWords{}, event.what);
    if (words.isEmpty())
        return {};
    const QString time = QDateTime::fromMSecsSinceEpoch(toMs(event.at)).toString(QStringLiteral("HH:mm:ss.zzz"));
    return QStringLiteral("%1  %2  %3").arg(time, event.call.text(), words);
}

void sayLine(const QString &line)
{
    std::puts(qPrintable(line));
    std::fflush(stdout);
}

void printLiveCalls(Switchboard &switchboard)
{
    QObject::connect(&switchboard, &Switchboard::happened, &switchboard, [](const CallEvent &event) {
        if (const QString line = liveLine(event); !line.isEmpty())
            sayLine(line);
    });
}

} // namespace nightbell
