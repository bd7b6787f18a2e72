// Speech on its way to one call's frames.
#pragma once

#include "audio/parcel.h"
#include "audio/sound.h"

namespace nightbell {

struct SpeechNode : Parcel
{
    explicit SpeechNode(SpeechPiece speech) : piece(std::move(speech)) { }
    SpeechPiece piece;
};

class SpeechQueue // sound thread only; does not own its nodes
{
public:
    SpeechNode *front() const { return m_front; }

    void append(SpeechNode *node)
    {
        node->next = nullptr;
        if (m_front)
            m_back->next = node;
        else
            m_front = node;
        m_back = node;
    }

    SpeechNode *take()
    {
        SpeechNode *node = m_front;
        m_front = static_cast<SpeechNode *>(node->next);
        return node;
    }

private:
    SpeechNode *m_front = nullptr;
    SpeechNode *m_back = nullptr;
};

} // namespace nightbell
