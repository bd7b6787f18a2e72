// What becomes of the caller's words: an answer to what was asked, a question in between, another errand, or a miss. In
// this order each is looked for; the first that fits is served.
#pragma once

#include "dialog/conversation.h"
#include "dialog/meaning.h"
#include "dialog/script_walk.h"
#include "dialog/slot_readers.h"

namespace nightbell {

class HeardWords
{
public:
    HeardWords(const Surroundings &here, const WalkFacts &facts, DialogState &state, DialogSteps &steps,
               ScriptWalk &walk);

    void answer(const CallerSaid &said);
    void serve(Intent intent); // an errand: whatever was being talked of is left
    void goOnWith(const WaitingErrand &waiting);

private:
    struct Heard
    {
        Words words;
        Meaning meaning;
        QList<ReadSlot> read;
        bool says(Intent intent, float from = Meaning::sureFrom) const;
    };
    enum class Change { None, Filled, Search }; // Search: other openings are wanted than before

    bool servedFirst(const Heard &heard);
    bool answersTheNode(const Heard &heard);
    bool answersAsk(const ScriptNode &node, const Heard &heard);
    bool answersChoice(const ScriptNode &node, const Heard &heard);
    bool wantsAnother(const Heard &heard) const;
    bool meansAnotherOne(const Heard &heard);
    bool wishesAnotherTime(const Heard &heard) const;
    QList<Intent> weighed(QList<Intent> wanted, const Heard &heard) const;
    Intent intentOf(const Words &part) const;
    ReadingPlace readingPlace() const;
    QString clauseOf(Intent errand, const Heard &heard) const;
    Heard hear(const QString &words) const;
    bool servedErrand(const Heard &heard);
    bool servedQuestion(const Heard &heard);
    bool servedAside(const Heard &heard);
    bool abandoned(const Heard &heard);
    void startErrand(Intent intent, const Heard &heard);
    void forgetErrand();
    Change learnAll(const QList<ReadSlot> &read);
    void learn(const ReadSlot &read);
    void letGo(); // of what was offered and held
    void backToErrand();
    void sayAgain();
    void miss(const Heard &heard);
    void afterAnswer();

    bool atHub() const;
    bool isErrand(Intent intent) const;
    bool inDanger() const { return m_state.raised && *m_state.raised >= Gravity::Emergency; }

    const Surroundings &m_here;
    const WalkFacts &m_facts;
    DialogState &m_state;
    DialogSteps &m_steps;
    ScriptWalk &m_walk;
    Moment m_moment;
};

} // namespace nightbell
