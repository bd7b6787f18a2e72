// One clinic's calls on text: the conversation, what it orders, the watch for danger beside it, and the calls whose
// line went dead. Time moves only when it is told to.
#pragma once

#include "app/lab_diary.h"
#include "dialog/conversation.h"
#include "dialog/danger_watch.h"

#include <memory>

namespace nightbell {

struct LeftMessage
{
    QString id;
    MessageStep step;
};

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
    TalkRoom(LabClinic clinic, Instant now);

    SpokenTurn call(const PrivateText &from);
    SpokenTurn hear(const QString &words, const QString &unheard = {});
    SpokenTurn press(const QString &keys);
    SpokenTurn stay(int silentSeconds);
    void hangUp();
    void wait(Span length) { m_now += length; }

    bool calling() const { return m_calling; }
    const DialogState &state() const { return m_state; }
    const LabDiary &diary() const { return m_diary; }
    const QList<LeftMessage> &messages() const { return m_messages; }

private:
    struct Dropped
    {
        PrivateText from;
        DialogState state;
        Instant at;
    };

    Surroundings here() const;
    SpokenTurn turn(const DialogInput &input);
    void carryOut(const DialogStep &step, SpokenTurn &turn, QList<DialogInput> &answers);
    std::optional<Dropped> droppedOf(const PrivateText &from);

    LabClinic m_clinic;
    LabDiary m_diary;
    Knowledge m_knowledge;
    Instant m_now;
    bool m_calling = false;
    PrivateText m_from;
    DialogState m_state;
    std::unique_ptr<DangerWatch> m_watch;
    int m_turns = 0;
    QList<LeftMessage> m_messages;
    QList<Dropped> m_dropped;
};

} // namespace nightbell
