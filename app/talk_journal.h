// What the journal hears of the calls of a dialogue on text, and what it still knows of the one before.
#pragma once

#include "app/lab_clinic.h"
#include "dialog/dialog_state.h"
#include "dialog/dialog_step.h"
#include "store/memory_store.h"
#include "store/session_book.h"

namespace nightbell {

class TalkJournal
{
public:
    TalkJournal(MemoryStore &store, const LabClinic &clinic) : m_store(store), m_clinic(clinic) { }

    void begin(const PrivateText &from, Instant now); // the next call
    void heard(const QString &words, Instant now);
    void said(const QString &words, Instant now);
    void interrupted(int heardCharacters, Instant now); // in the sentences that were said since the caller spoke
    void moved(const DialogState &before, const DialogState &after, Instant now);
    Result<MessageId> leave(const MessageStep &step, Instant now);
    void danger(Gravity gravity, const QString &category, const QString &words, Instant now);
    void end(bool unfinished, Instant now);

    const CallId &call() const { return m_call; }

    struct Before // a call of this caller whose line went dead
    {
        WaitingSession session;
        SessionSnapshot stood;
    };
    bool waits(Instant now);                     // is there one?
    std::optional<Before> verified(Instant now); // it, once somebody has proved to be its caller
    void resumed(const Before &before, Instant now);

    const QList<MessageTaken> &messages(); // read from the journal, as far as it goes by now

private:
    void write(const Happening &what, Instant now);
    std::optional<WaitingSession> session(Instant now);

    MemoryStore &m_store;
    const LabClinic &m_clinic;
    CallId m_call;
    int m_calls = 0;
    QList<MessageTaken> m_messages;
    qint64 m_readTo = 0; // position in the journal
    Initiated m_initiated;
    int m_turn = 0;
    int m_sentence = 0;
    QList<std::pair<int, int>> m_unplayed; // sentences and their lengths
};

} // namespace nightbell
