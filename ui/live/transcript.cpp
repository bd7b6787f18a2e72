#include "ui/live/transcript.h"

#include "ui/controls/digits.h"
#include "ui/live/call_look.h"

#include <QCoreApplication>

namespace nightbell {
namespace {

QString tr(const char *text) { return QCoreApplication::translate("Transcript", text); }
QString icon(const char *name) { return QString::fromLatin1(name); }

struct EventWords
{
    QString icon;
    QString words;
    bool grave = false;
};

QString endWords(EndCause cause)
{
    switch (cause) {
    case EndCause::CallerHungUp:
        return tr("The caller hung up");
    case EndCause::AssistantEnded:
        return tr("The assistant ended the call");
    case EndCause::StaffEnded:
        return tr("Staff ended the call");
    case EndCause::Transferred:
        return tr("The call was transferred");
    case EndCause::NoAnswer:
        return tr("Nobody answered");
    case EndCause::Refused:
        return tr("The call was not taken");
    case EndCause::LineLost:
    case EndCause::EngineLost:
        return tr("The line went dead");
    }
    Q_UNREACHABLE();
}

std::optional<EventWords> onTheLine(const Happening &what)
{
    if (std::holds_alternative<Answered>(what))
        return EventWords{icon("live"), tr("Call answered")};
    if (std::holds_alternative<PutOnHold>(what))
        return EventWords{icon("hold"), tr("On hold")};
    if (std::holds_alternative<TakenOffHold>(what))
        return EventWords{icon("hold"), tr("Off hold")};
    if (std::holds_alternative<KeyPressed>(what))
        return EventWords{icon("keypad"), tr("A key was pressed")};
    if (std::holds_alternative<TransferBegun>(what))
        return EventWords{icon("transfer"), tr("Transfer begun")};
    if (std::holds_alternative<TransferFailed>(what))
        return EventWords{icon("transfer"), tr("The transfer failed"), true};
    if (const auto *ended = std::get_if<Ended>(&what))
        return EventWords{icon("end"), endWords(ended->cause)};
    if (const auto *dropped = std::get_if<Dropped>(&what))
        return EventWords{icon("dropped"), endWords(dropped->cause), true};
    if (std::holds_alternative<SessionResumed>(what))
        return EventWords{icon("live"), tr("The caller called back and went on")};
    return std::nullopt;
}

std::optional<EventWords> ofTheRecording(const Happening &what)
{
    if (std::holds_alternative<RecordingStarted>(what))
        return EventWords{icon("recording"), tr("The recording begins")};
    if (const auto *paused = std::get_if<RecordingPaused>(&what))
        return EventWords{icon("recording"),
                          paused->staff.isEmpty() ? tr("The recording is paused")
                                                  : tr("%1 paused the recording").arg(paused->staff.text())};
    if (const auto *resumed = std::get_if<RecordingResumed>(&what))
        return EventWords{icon("recording"),
                          resumed->staff.isEmpty() ? tr("The recording goes on")
                                                   : tr("%1 let the recording go on").arg(resumed->staff.text())};
    if (std::holds_alternative<RecordingBroken>(what))
        return EventWords{icon("warn"), tr("Not recorded from here: the disk takes nothing"), true};
    if (std::holds_alternative<RecordingMended>(what))
        return EventWords{icon("recording"), tr("Recorded again")};
    return std::nullopt;
}

std::optional<EventWords> ofPeople(const Happening &what)
{
    if (const auto *escalated = std::get_if<Escalated>(&what))
        return EventWords{icon(escalated->gravity == Gravity::Asks ? "asks" : "emergency"),
                          gravityWord(escalated->gravity), true};
    if (const auto *claimed = std::get_if<Claimed>(&what))
        return EventWords{icon("claim"), tr("%1 claimed the alarm").arg(claimed->staff.text())};
    if (std::holds_alternative<ClaimLapsed>(what))
        return EventWords{icon("claim"), tr("Claimed, but no action yet: the alarm is back"), true};
    if (const auto *resolved = std::get_if<EscalationResolved>(&what))
        return EventWords{icon("check"), tr("%1 closed the alarm").arg(resolved->staff.text())};
    if (std::holds_alternative<EscalationExpired>(what))
        return EventWords{icon("clock"), tr("Nobody claimed the alarm in time"), true};
    if (const auto *listening = std::get_if<StaffListening>(&what))
        return EventWords{icon("listen"),
                          (listening->on ? tr("%1 listens") : tr("%1 stopped listening")).arg(listening->staff.text())};
    if (const auto *whispering = std::get_if<StaffWhispering>(&what))
        return EventWords{icon("whisper"),
                          (whispering->on ? tr("%1 whispers to the assistant") : tr("%1 stopped whispering"))
                              .arg(whispering->staff.text())};
    if (const auto *took = std::get_if<TookOver>(&what))
        return EventWords{icon("headset"), tr("%1 took over").arg(took->staff.text()), true};
    if (const auto *back = std::get_if<HandedBack>(&what))
        return EventWords{icon("assistant"), tr("%1 handed back").arg(back->staff.text())};
    if (const auto *keys = std::get_if<KeysSent>(&what))
        return EventWords{icon("keypad"),
                          QCoreApplication::translate("Transcript", "%1 pressed %n key(s)", nullptr, keys->count)
                              .arg(keys->staff.text())};
    if (const auto *note = std::get_if<NoteWritten>(&what))
        return EventWords{icon("note"), tr("%1 noted: %2").arg(note->staff.text(), note->words.reveal())};
    return std::nullopt;
}

} // namespace

int Transcript::take(const CallEvent &event)
{
    if (!m_start || std::holds_alternative<Answered>(event.what))
        m_start = event.at;
    if (const auto *heard = std::get_if<Heard>(&event.what); heard && heard->final) {
        const bool caller = heard->who == Party::Caller;
        return speak({.at = event.at,
                      .icon = icon(caller ? "caller" : "headset"),
                      .speaker = caller ? tr("Caller") : heard->staff.text(),
                      .words = heard->words.reveal(),
                      .callerSpeaks = caller});
    }
    if (const auto *said = std::get_if<Said>(&event.what)) {
        m_sentenceLine.insert(said->sentence, int(m_lines.size()));
        return speak(
            {.at = event.at, .icon = icon("assistant"), .speaker = tr("Assistant"), .words = said->words.reveal()});
    }
    if (const auto *played = std::get_if<Played>(&event.what)) {
        const int line = m_sentenceLine.value(played->sentence, -1);
        if (line >= 0 && played->how != PlayedHow::Whole)
            m_lines[line].heardUpTo = played->how == PlayedHow::Never ? 0 : played->heardCharacters;
        return line;
    }
    if (const auto *danger = std::get_if<DangerSeen>(&event.what))
        return markDanger(danger->words.reveal());
    if (const auto words = onTheLine(event.what))
        return add(event, words->icon, words->words, words->grave);
    if (const auto words = ofTheRecording(event.what))
        return add(event, words->icon, words->words, words->grave);
    if (const auto words = ofPeople(event.what))
        return add(event, words->icon, words->words, words->grave);
    return -1;
}

QString Transcript::timeOf(const TranscriptLine &line) const
{
    return lengthText(m_start ? std::max<qint64>(0, toMs(line.at) - toMs(*m_start)) / 1000 : 0);
}

int Transcript::add(const CallEvent &event, const QString &name, const QString &words, bool grave)
{
    m_lines << TranscriptLine{
        .kind = TranscriptLine::Kind::Event, .at = event.at, .icon = name, .words = words, .grave = grave};
    return int(m_lines.size()) - 1;
}

int Transcript::speak(const TranscriptLine &line)
{
    m_lines << line;
    return int(m_lines.size()) - 1;
}

int Transcript::markDanger(const QString &phrase)
{
    for (int line = int(m_lines.size()) - 1; line >= 0; --line)
        if (m_lines[line].callerSpeaks && m_lines[line].words.contains(phrase, Qt::CaseInsensitive)) {
            m_lines[line].dangerPhrase = phrase;
            return line;
        }
    return -1;
}

} // namespace nightbell
