// One clinic's calls on text: the conversation, what it orders, the watch for danger beside it, and the calls whose
// line went dead. Time moves only when it is told to.
#pragma once

#include "app/talk_diary.h"
#include "app/talk_journal.h"
#include "dialog/conversation.h"
#include "dialog/danger_watch.h"

#include <QJsonArray>

#include <memory>

namespace nightbell {

struct SpokenTurn
{
    QStringList sentences;
    QString asks; // the key of the question it ends with
    bool ended = false;
    std::optional<HandOverStep> handedOver;
    bool connected = false;
    QJsonArray steps; // what was done
};

class TalkRoom
{
public:
    static Result<std::unique_ptr<TalkRoom>> open(LabClinic clinic, Instant now);

    SpokenTurn call(const PrivateText &from);
    SpokenTurn remind(const PrivateText &number, const PrivateText &patient); // the clinic calls
    SpokenTurn hear(const QString &words);
    SpokenTurn breakIn(const QString &words, int heardCharacters); // of what was being said
    SpokenTurn press(const QString &keys);
    SpokenTurn stay(int silentSeconds);
    void hangUp();
    void wait(Span length) { m_now += length; }

    bool calling() const { return m_calling; }
    const DialogState &state() const { return m_state; }
    QList<Appointment> appointments() { return m_diary.live(); }
    QList<MessageTaken> messages() { return m_journal.messages(); }

private:
    TalkRoom(LabClinic clinic, std::unique_ptr<MemoryStore> store, Instant now);

    Surroundings here() const;
    SpokenTurn begin(CallBegan began);
    SpokenTurn heard(const QString &words);
    SpokenTurn turn(const DialogInput &input);
    void carryOut(const DialogStep &step, SpokenTurn &turn, QList<DialogInput> &answers);
    DialogInput verify(const VerifyStep &step);

    LabClinic m_clinic;
    std::unique_ptr<MemoryStore> m_store;
    TalkDiary m_diary;
    TalkJournal m_journal;
    Knowledge m_knowledge;
    Instant m_now;
    bool m_calling = false;
    PrivateText m_from;
    DialogState m_state;
    std::unique_ptr<DangerWatch> m_watch;
    int m_turns = 0;
    QHash<QString, Gravity> m_red; // numbers whose call was cut off in danger; nobody has closed it
};

} // namespace nightbell
