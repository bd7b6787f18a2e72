// What a live call's conversation remembers between two moments: where the talk stands, what is on its way to the
// caller, and what is waited for until when.
#pragma once

#include "dialog/dialog_input.h"
#include "engine/hand_over.h"
#include "engine/turn_times.h"
#include "speech/transcriber.h"
#include "store/session_book.h"

namespace nightbell {

enum class CallerHeard { Yes, Soon, Never }; // until Yes: keys only. Soon: somebody may be free to hear before long

struct Ordered // of the world; one at a time
{
    int number = 0;
    bool act = false; // changes something: nothing else is talked of meanwhile
    Instant since;
    bool told = false; // the caller, that it takes a while
    ScriptPlace place;
    std::shared_ptr<bool> givenUp;
};

struct ReceptionMemory
{
    DialogState m_state;
    std::optional<DialogInput> m_input; // for the next thought
    QList<DialogInput> m_answers;       // that are known at once
    SlotSource m_source = SlotSource::Speech;
    bool m_thinks = false, m_running = false, m_begun = false, m_over = false, m_muted = false;
    bool m_goesOn = false; // once the call's own words are said
    CallerHeard m_hearing = CallerHeard::Never;
    bool m_agreed = true, m_callerSpeaks = false;
    bool m_interrupted = false;              // by the caller, whose turn is not over yet
    bool m_offered = false, m_noted = false; // to whoever cannot be heard
    int m_offers = 0;
    QMap<int, QString> m_said; // sentences on their way
    QStringList m_unheard;     // the ends of those that were cut
    QStringList m_unsaid;      // while nobody could hear them
    std::optional<Ordered> m_ordered;
    int m_orders = 0, m_acts = 0;
    std::optional<WaitingSession> m_session;
    std::optional<Instant> m_lookUpBy, m_reportsBy, m_silenceAt, m_keysBy, m_listenAt;
    Span m_waits{0}; // that the script asked for
    QString m_keys;
    int m_heeded = -1;                             // the utterance whose beginning raised an alarm
    bool m_advises = false;                        // what to do in danger, until it was played
    std::optional<TranscribedWords> m_afterAdvice; // a turn that came meanwhile
    std::optional<InDanger> m_missed;              // heard while staff had the call, or were to have it
    std::optional<DialogInput> m_afterAct;         // that came while the diary was at work
    std::optional<QString> m_doubted;
    int m_doubts = 0;
    bool m_doubtedAgain = false; // it was asked a second time
    std::optional<HandOver> m_handOver;
    ScriptPlace m_personPlace;                 // where the talk waits for one
    StaffId m_rung;                            // whose telephone rings, of those on call
    std::optional<DialogState> m_beforePerson; // who has only claimed the call
    QList<WhisperId> m_whispers;               // that changed what is known, until a step has used it
    TurnTimes m_times;
};

} // namespace nightbell
