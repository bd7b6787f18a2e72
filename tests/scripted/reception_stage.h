// An engine that talks with callers over scripted line, sound, voice and ears, with a store in memory and time by hand.
#pragma once

#include "dialog/shipped_scripts.h"
#include "engine/engine.h"
#include "scripted/listening_journal.h"
#include "scripted/memory_diary.h"
#include "scripted/scripted_line.h"
#include "scripted/scripted_sound.h"
#include "scripted/scripted_transcriber.h"
#include "scripted/scripted_voice.h"
#include "scripted/virtual_clock.h"
#include "store/memory_store.h"

namespace nightbell::scripted {

inline const ClinicId rosewoodClinic(QStringLiteral("rosewood"));
inline const QString rosewoodNumber = QStringLiteral("+12175550100");

Organisation rosewood(); // open on weekdays from 8 to 17 in Berlin, where the scripted clock shows a thursday, 10:53

struct ReceptionStage
{
    struct Choices
    {
        Organisation clinic = rosewood();
        ReceptionRules rules = {};
        bool ears = true;
        bool staffPhone = true;
    };
    ReceptionStage() : ReceptionStage(Choices{}) { }
    explicit ReceptionStage(Choices choices);
    ~ReceptionStage();

    CallId calls(const char *from = "+12175550143"); // and hears the greeting and what follows it
    QString says(const CallId &call, const char *words, bool agreed = true); // what the assistant answers
    QString presses(const CallId &call, const char *keys);
    QString hears(const CallId &call); // all that the assistant says until nothing more comes
    QString passes(const CallId &call, Span span);
    void turns(int rounds = 4); // of the event loop

    template<class What> QList<What> all(const CallId &call) const
    {
        QList<What> found;
        for (const CallEvent &event : journal.events)
            if (const auto *what = std::get_if<What>(&event.what); what && event.call == call)
                found.append(*what);
        return found;
    }
    QList<DiaryEntry> diaryRows() { return diary->live(rosewoodClinic); }
    CallSummary summary(const CallId &call) const;

    VirtualClock clock;
    ScriptedLine line;
    ScriptedSound sound;
    ScriptedVoice voice;
    ScriptedTranscriber ears;
    ListeningJournal journal;
    std::unique_ptr<MemoryStore> store;
    std::unique_ptr<MemoryDiary> diary;
    std::shared_ptr<const ClinicBook> book;
    std::unique_ptr<StaffSounds> staffSounds;
    std::unique_ptr<Engine> engine;
    bool keepsMessages = true; // else they do not become durable before keepNow()
    void keepNow();
    bool slowLookUp = false; // of dropped calls: nobody answers
    void restarts();         // the engine died, and another finds what it left
    QStringList wouldSay;
    QList<CallId> gone;

private:
    QFuture<Result<>> append(const ClinicId &clinic, const CallEvent &event);
    ReceptionParts parts();
    void startEngine();

    const Choices m_choices;
    qsizetype m_spoken = 0; // of what the voice was asked for
    QList<std::function<void()>> m_unkept;
};

} // namespace nightbell::scripted
