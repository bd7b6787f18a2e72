#include "ui/live/call_look.h"

#include "ui/controls/digits.h"

#include <QCoreApplication>

namespace nightbell {
namespace {

QString tr(const char *text) { return QCoreApplication::translate("CallLook", text); }

const EscalationSummary *gravestOpen(const CallSummary &call)
{
    const EscalationSummary *gravest = nullptr;
    for (const EscalationSummary &each : call.escalations)
        if (each.state == EscalationSummary::State::Open && (!gravest || each.gravity > gravest->gravity))
            gravest = &each;
    return gravest;
}

bool claimed(const CallSummary &call)
{
    return std::any_of(call.escalations.begin(), call.escalations.end(),
                       [](const EscalationSummary &each) { return each.state == EscalationSummary::State::Claimed; });
}

QString phaseWords(const CallSummary &call)
{
    switch (call.status) {
    case CallStatus::Initiated:
    case CallStatus::Ringing:
        return tr("Ringing");
    case CallStatus::OnHold:
        return tr("On hold");
    case CallStatus::Transferring:
        return tr("Transferring");
    default:
        break;
    }
    switch (call.phase) {
    case CallPhase::Greeting:
        return tr("Greeting");
    case CallPhase::Intake:
        return tr("Asking what is needed");
    case CallPhase::Clarification:
        return tr("Making sure");
    case CallPhase::Escalation:
        return tr("A person is called for");
    case CallPhase::Completed:
        return tr("Finished");
    }
    Q_UNREACHABLE();
}

QString recordingWords(const CallSummary &call)
{
    if (!call.recorded || !call.live())
        return {};
    if (call.recordingPaused)
        return tr("Recording paused");
    return call.recordingBroken ? tr("Not recorded, the disk fails") : tr("Recording");
}

QString callerName(const CallSummary &call)
{
    if (const auto name = call.intake.constFind(QStringLiteral("name")); name != call.intake.constEnd())
        return name->value.reveal();
    if (!call.callerName.isEmpty())
        return call.callerName.reveal();
    return call.numberWithheld || call.from.isEmpty() ? tr("Unknown caller") : maskedNumber(call.from);
}

} // namespace

QString groupName(CallGroup group)
{
    switch (group) {
    case CallGroup::NeedsPerson:
        return tr("Needs a person");
    case CallGroup::WithStaff:
        return tr("With staff");
    case CallGroup::WithAssistant:
        return tr("With the assistant");
    case CallGroup::Dropped:
        return tr("Dropped, may call back");
    case CallGroup::Gone:
        break;
    }
    return {};
}

QString gravityWord(Gravity gravity)
{
    switch (gravity) {
    case Gravity::Asks:
        return tr("Asks for a person");
    case Gravity::Urgent:
        return tr("Urgent");
    case Gravity::Emergency:
        return tr("Emergency");
    case Gravity::Crisis:
        return tr("Crisis");
    }
    Q_UNREACHABLE();
}

QString maskedNumber(const PrivateText &number)
{
    QString digits;
    for (const QChar each : number.reveal())
        if (each.isDigit())
            digits += each;
    return digits.size() < 7 ? QString(digits.size(), QChar(u'•')) // short numbers would be readable from four digits
                             : QStringLiteral("(•••) •••\u2011%1").arg(digits.right(4));
}

CallLook lookOf(const CallSummary &call)
{
    CallLook look;
    look.name = callerName(call);
    if (!call.lastCallerWords.isEmpty())
        look.lastWords = tr("“%1”").arg(call.lastCallerWords.reveal());
    look.reason = call.intent.isEmpty() ? phaseWords(call) : call.intent;
    look.recording = recordingWords(call);
    if (const EscalationSummary *escalation = gravestOpen(call)) {
        look.group = CallGroup::NeedsPerson;
        look.gravity = escalation->gravity;
        look.waitingSince = escalation->raised;
        look.icon = escalation->gravity == Gravity::Asks ? QStringLiteral("asks") : QStringLiteral("emergency");
        look.chip = gravityWord(escalation->gravity);
    } else if (!call.live()) {
        const bool resumable = call.session && call.session->state == SessionSummary::State::Open;
        look.group = resumable ? CallGroup::Dropped : CallGroup::Gone;
        look.icon = QStringLiteral("dropped");
        look.chip = tr("Can resume");
        look.reason = tr("The line went dead");
    } else if (!call.takenOverBy.isEmpty() || claimed(call)) {
        look.group = CallGroup::WithStaff;
        look.icon = QStringLiteral("headset");
        look.chip = call.takenOverBy.isEmpty() ? tr("Claimed") : tr("Staff have this call");
    } else {
        look.icon = call.status == CallStatus::OnHold ? QStringLiteral("hold") : QStringLiteral("assistant");
    }
    return look;
}

QString spokenName(const CallSummary &call, Instant now)
{
    const CallLook look = lookOf(call);
    QStringList parts{look.name, look.chip.isEmpty() ? groupName(look.group) : look.chip};
    if (!call.lastCallerWords.isEmpty())
        parts << call.lastCallerWords.reveal();
    if (!look.recording.isEmpty())
        parts << look.recording;
    if (look.waitingSince)
        parts << tr("waiting %1").arg(lengthWords((toMs(now) - toMs(*look.waitingSince)) / 1000));
    return parts.join(QStringLiteral(", "));
}

} // namespace nightbell
