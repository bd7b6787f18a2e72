// Speech on its way to one call's packets, and the memory it leaves behind. Nodes are made and freed on the engine's
// thread; the sound thread only relinks them.
#pragma once

#include "audio/sound.h"

#include <atomic>

namespace nightbell {

struct SpeechNode
{
    SpeechPiece piece;
    SpeechNode *next = nullptr;
};

class SpeechQueue // sound thread only; does not own its nodes
{
public:
    SpeechNode *front() const { return m_front; }

    void append(SpeechNode *node)
    {
        node->next = nullptr;
        (m_front ? m_back->next : m_front) = node;
        m_back = node;
    }

    SpeechNode *take()
    {
        SpeechNode *node = m_front;
        m_front = node->next;
        return node;
    }

private:
    SpeechNode *m_front = nullptr;
    SpeechNode *m_back = nullptr;
};

class SpentSpeech // the sound thread puts, the engine's thread frees
{
public:
    SpentSpeech() = default;
    Q_DISABLE_COPY_MOVE(SpentSpeech)
    ~SpentSpeech() { freeAll(); }

    void put(SpeechNode *node)
    {
        node->next = m_top.load(std::memory_order_relaxed);
        while (!m_top.compare_exchange_weak(node->next, node, std::memory_order_release, std::memory_order_relaxed)) { }
    }

    void freeAll()
    {
        for (SpeechNode *node = m_top.exchange(nullptr, std::memory_order_acquire); node;) {
            SpeechNode *next = node->next;
            delete node;
            node = next;
        }
    }

private:
    std::atomic<SpeechNode *> m_top = nullptr;
};

} // namespace nightbell
