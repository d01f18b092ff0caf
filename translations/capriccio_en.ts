<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Evaluation</name>
    <message numerus="yes">
        <source>%n of them can hardly be told from a training picture; look before you publish.</source>
        <translation>
            <numerusform>%n of them can hardly be told from a training picture; look before you publish.</numerusform>
            <numerusform>%n of them can hardly be told from a training picture; look before you publish.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextEvaluation</name>
    <message numerus="yes">
        <source>%n texts written</source>
        <translation>
            <numerusform>%n text written</numerusform>
            <numerusform>%n texts written</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message numerus="yes">
        <source>%n pieces of melody are longer than the %1 tokens this model takes and are left out.</source>
        <translation>
            <numerusform>%n piece of melody is longer than the %1 tokens this model takes and is left out.</numerusform>
            <numerusform>%n pieces of melody are longer than the %1 tokens this model takes and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sentences are longer than the %1 tokens this model takes and are left out.</source>
        <translation>
            <numerusform>%n sentence is longer than the %1 tokens this model takes and is left out.</numerusform>
            <numerusform>%n sentences are longer than the %1 tokens this model takes and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs are longer than the %1 tokens this model takes and lose the end of their answer.</source>
        <translation>
            <numerusform>%n pair is longer than the %1 tokens this model takes and loses the end of its answer.</numerusform>
            <numerusform>%n pairs are longer than the %1 tokens this model takes and lose the end of their answer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs are left out: their first half alone fills the %1 tokens this model takes.</source>
        <translation>
            <numerusform>%n pair is left out: its first half alone fills the %1 tokens this model takes.</numerusform>
            <numerusform>%n pairs are left out: their first half alone fills the %1 tokens this model takes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::BarList</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::ComposeCopy</name>
    <message numerus="yes">
        <source>Longest shared passage: %n notes, “%1”.</source>
        <translation>
            <numerusform>Longest shared passage: %n note, “%1”.</numerusform>
            <numerusform>Longest shared passage: %n notes, “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::ComposePage</name>
    <message numerus="yes">
        <source>Open the first in the piano roll, keep %n others</source>
        <translation>
            <numerusform>Open the first in the piano roll, keep %n other</numerusform>
            <numerusform>Open the first in the piano roll, keep %n others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes as in “%1”</source>
        <translation>
            <numerusform>%n note as in “%1”</numerusform>
            <numerusform>%n notes as in “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n further tunes were left out; the Data page takes whole collections</source>
        <translation>
            <numerusform>%n further tune was left out; the Data page takes whole collections</numerusform>
            <numerusform>%n further tunes were left out; the Data page takes whole collections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out: %n parts beside the melody; they would not go with what is new</source>
        <translation>
            <numerusform>Left out: %n part beside the melody; it would not go with what is new</numerusform>
            <numerusform>Left out: %n parts beside the melody; they would not go with what is new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This model writes one note at a time: %n notes under the highest were left out</source>
        <translation>
            <numerusform>This model writes one note at a time: %n note under the highest was left out</numerusform>
            <numerusform>This model writes one note at a time: %n notes under the highest were left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::CreatePage</name>
    <message numerus="yes">
        <source>Put %n picture(s) on the corners of the pad</source>
        <translation>
            <numerusform>Put %n picture on the corners of the pad</numerusform>
            <numerusform>Put %n pictures on the corners of the pad</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n picture(s)…</source>
        <translation>
            <numerusform>Export %n picture…</numerusform>
            <numerusform>Export %n pictures…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::DataPage</name>
    <message numerus="yes">
        <source>Take out %Ln picture(s)</source>
        <translation>
            <numerusform>Take out %Ln picture</numerusform>
            <numerusform>Take out %Ln pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %Ln picture(s)</source>
        <translation>
            <numerusform>Put back %Ln picture</numerusform>
            <numerusform>Put back %Ln pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln file(s) to your pictures</source>
        <translation>
            <numerusform>Add %Ln file to your pictures</numerusform>
            <numerusform>Add %Ln files to your pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln file(s) as pictures</source>
        <translation>
            <numerusform>Import %Ln file as pictures</numerusform>
            <numerusform>Import %Ln files as pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::EvaluationPage</name>
    <message numerus="yes">
        <source>Measured on %1 with %Ln sample(s)</source>
        <translation>
            <numerusform>Measured on %1 with %Ln sample</numerusform>
            <numerusform>Measured on %1 with %Ln samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::ExportDialog</name>
    <message numerus="yes">
        <source>Saved %n file(s)</source>
        <translation>
            <numerusform>Saved %n file</numerusform>
            <numerusform>Saved %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1 × %2 pixels</source>
        <translation>
            <numerusform>%n file, %1 × %2 pixels</numerusform>
            <numerusform>%n files, %1 × %2 pixels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped; %n picture(s) saved</source>
        <translation>
            <numerusform>Stopped; %n picture saved</numerusform>
            <numerusform>Stopped; %n pictures saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected picture(s)</source>
        <translation>
            <numerusform>%n selected picture</numerusform>
            <numerusform>%n selected pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Contact sheet of %n sample(s)</source>
        <translation>
            <numerusform>Contact sheet of %n sample</numerusform>
            <numerusform>Contact sheet of %n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::LibraryPage</name>
    <message numerus="yes">
        <source>Remove %Ln run(s)</source>
        <translation>
            <numerusform>Remove %Ln run</numerusform>
            <numerusform>Remove %Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::MelodyCard</name>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::MusicDataPage</name>
    <message numerus="yes">
        <source>Take out %Ln tune(s)</source>
        <translation>
            <numerusform>Take out %Ln tune</numerusform>
            <numerusform>Take out %Ln tunes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %Ln tune(s)</source>
        <translation>
            <numerusform>Put back %Ln tune</numerusform>
            <numerusform>Put back %Ln tunes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln file(s) to your melodies</source>
        <translation>
            <numerusform>Add %Ln file to your melodies</numerusform>
            <numerusform>Add %Ln files to your melodies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %Ln file(s) to learn from</source>
        <translation>
            <numerusform>Read %Ln file to learn from</numerusform>
            <numerusform>Read %Ln files to learn from</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::MusicEvaluatePage</name>
    <message numerus="yes">
        <source>melody %1 shares %n notes with “%2”</source>
        <translation>
            <numerusform>melody %1 shares %n note with “%2”</numerusform>
            <numerusform>melody %1 shares %n notes with “%2”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::PianoRoll</name>
    <message numerus="yes">
        <source>%n notes selected, from %1</source>
        <translation>
            <numerusform>%n note selected, from %1</numerusform>
            <numerusform>%n notes selected, from %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::PictureBrowser</name>
    <message numerus="yes">
        <source>%Ln usable</source>
        <translation>
            <numerusform>%Ln usable</numerusform>
            <numerusform>%Ln usable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln near-duplicate(s)</source>
        <translation>
            <numerusform>%Ln near-duplicate</numerusform>
            <numerusform>%Ln near-duplicates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unreadable</source>
        <translation>
            <numerusform>%Ln unreadable</numerusform>
            <numerusform>%Ln unreadable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln too small</source>
        <translation>
            <numerusform>%Ln too small</numerusform>
            <numerusform>%Ln too small</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln taken out</source>
        <translation>
            <numerusform>%Ln taken out</numerusform>
            <numerusform>%Ln taken out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put %Ln back</source>
        <translation>
            <numerusform>Put %Ln back</numerusform>
            <numerusform>Put %Ln back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take out %Ln near-duplicate(s)</source>
        <translation>
            <numerusform>Take out %Ln near-duplicate</numerusform>
            <numerusform>Take out %Ln near-duplicates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take out %Ln</source>
        <translation>
            <numerusform>Take out %Ln</numerusform>
            <numerusform>Take out %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::PresetPanel</name>
    <message numerus="yes">
        <source>%1, %n thread(s), measured on this computer</source>
        <translation>
            <numerusform>%1, %n thread, measured on this computer</numerusform>
            <numerusform>%1, %n threads, measured on this computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Trains for %Ln step(s)</source>
        <translation>
            <numerusform>Trains for %Ln step</numerusform>
            <numerusform>Trains for %Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::RollPanel</name>
    <message numerus="yes">
        <source>%n notes selected</source>
        <translation>
            <numerusform>%n note selected</numerusform>
            <numerusform>%n notes selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::TextControls</name>
    <message numerus="yes">
        <source>The encoding of %Ln text(s) is a guess. If the text below the list looks wrong, choose another here; everything is read again.</source>
        <translation>
            <numerusform>The encoding of %Ln text is a guess. If the text below the list looks wrong, choose another here; everything is read again.</numerusform>
            <numerusform>The encoding of %Ln texts is a guess. If the text below the list looks wrong, choose another here; everything is read again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %Ln damaged text(s) all the same</source>
        <translation>
            <numerusform>Read %Ln damaged text all the same</numerusform>
            <numerusform>Read %Ln damaged texts all the same</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take out %Ln passage(s) that stand twice (%1 characters)</source>
        <translation>
            <numerusform>Take out %Ln passage that stands twice (%1 characters)</numerusform>
            <numerusform>Take out %Ln passages that stand twice (%1 characters)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::TextDataPage</name>
    <message numerus="yes">
        <source>Take out %Ln text(s)</source>
        <translation>
            <numerusform>Take out %Ln text</numerusform>
            <numerusform>Take out %Ln texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put back %Ln text(s)</source>
        <translation>
            <numerusform>Put back %Ln text</numerusform>
            <numerusform>Put back %Ln texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln file(s) to your texts</source>
        <translation>
            <numerusform>Add %Ln file to your texts</numerusform>
            <numerusform>Add %Ln files to your texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read %Ln file(s) to learn from</source>
        <translation>
            <numerusform>Read %Ln file to learn from</numerusform>
            <numerusform>Read %Ln files to learn from</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::TextEvaluatePage</name>
    <message numerus="yes">
        <source>best table, %n letters before</source>
        <translation>
            <numerusform>best table, %n letter before</numerusform>
            <numerusform>best table, %n letters before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1”
%2, line %3 · %n characters</source>
        <translation>
            <numerusform>“%1”
%2, line %3 · %n character</numerusform>
            <numerusform>“%1”
%2, line %3 · %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::TextList</name>
    <message numerus="yes">
        <source>%Ln text(s) usable</source>
        <translation>
            <numerusform>%Ln text usable</numerusform>
            <numerusform>%Ln texts usable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unreadable</source>
        <translation>
            <numerusform>%Ln unreadable</numerusform>
            <numerusform>%Ln unreadable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln taken out</source>
        <translation>
            <numerusform>%Ln taken out</numerusform>
            <numerusform>%Ln taken out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::TextListModel</name>
    <message numerus="yes">
        <source>%Ln pieces</source>
        <translation>
            <numerusform>%Ln piece</numerusform>
            <numerusform>%Ln pieces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::TrackChoice</name>
    <message numerus="yes">
        <source>%1: %2, %Ln notes</source>
        <translation>
            <numerusform>%1: %2, %Ln note</numerusform>
            <numerusform>%1: %2, %Ln notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::TrainPage</name>
    <message numerus="yes">
        <source>the same %n latent points since the start · click a tile to take it to the canvas</source>
        <translation>
            <numerusform>the same %n latent points since the start · click a tile to take it to the canvas</numerusform>
            <numerusform>the same %n latent points since the start · click a tile to take it to the canvas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::TuneList</name>
    <message numerus="yes">
        <source>%Ln usable</source>
        <translation>
            <numerusform>%Ln usable</numerusform>
            <numerusform>%Ln usable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them twice</source>
        <translation>
            <numerusform>%Ln of them twice</numerusform>
            <numerusform>%Ln of them twice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not usable</source>
        <translation>
            <numerusform>%Ln not usable</numerusform>
            <numerusform>%Ln not usable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln taken out</source>
        <translation>
            <numerusform>%Ln taken out</numerusform>
            <numerusform>%Ln taken out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::TuneListModel</name>
    <message numerus="yes">
        <source>%Ln notes</source>
        <translation>
            <numerusform>%Ln note</numerusform>
            <numerusform>%Ln notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bars</source>
        <translation>
            <numerusform>%Ln bar</numerusform>
            <numerusform>%Ln bars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tracks</source>
        <translation>
            <numerusform>%Ln track</numerusform>
            <numerusform>%Ln tracks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the same as “%1”, %Ln semitones higher</source>
        <translation>
            <numerusform>the same as “%1”, %Ln semitone higher</numerusform>
            <numerusform>the same as “%1”, %Ln semitones higher</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the same as “%1”, %Ln semitones lower</source>
        <translation>
            <numerusform>the same as “%1”, %Ln semitone lower</numerusform>
            <numerusform>the same as “%1”, %Ln semitones lower</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::WriteControls</name>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::WriteCopyCard</name>
    <message numerus="yes">
        <source>Longest passage shared with your texts: %n character(s).</source>
        <translation>
            <numerusform>Longest passage shared with your texts: %n character.</numerusform>
            <numerusform>Longest passage shared with your texts: %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copied passage(s)</source>
        <translation>
            <numerusform>%n copied passage</numerusform>
            <numerusform>%n copied passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, line %2: %n character(s)</source>
        <translation>
            <numerusform>%1, line %2: %n character</numerusform>
            <numerusform>%1, line %2: %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not compared: %n character(s) by another model, whose training text is not in this project.</source>
        <translation>
            <numerusform>Not compared: %n character by another model, whose training text is not in this project.</numerusform>
            <numerusform>Not compared: %n characters by another model, whose training text is not in this project.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::WritePage</name>
    <message numerus="yes">
        <source>The summary is on the clipboard: %n sentence(s)</source>
        <translation>
            <numerusform>The summary is on the clipboard: %n sentence</numerusform>
            <numerusform>The summary is on the clipboard: %n sentences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>capriccio::WriteSummaryCard</name>
    <message numerus="yes">
        <source>%1 of %n sentence(s)</source>
        <translation>
            <numerusform>%1 of %n sentence</numerusform>
            <numerusform>%1 of %n sentences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>data</name>
    <message numerus="yes">
        <source>%n note(s) without an end last to the end of the tune.</source>
        <translation>
            <numerusform>%n note without an end lasts to the end of the tune.</numerusform>
            <numerusform>%n notes without an end last to the end of the tune.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n end(s) of notes that never began left out.</source>
        <translation>
            <numerusform>%n end of a note that never began left out.</numerusform>
            <numerusform>%n ends of notes that never began left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) that no MIDI file may hold left out.</source>
        <translation>
            <numerusform>%n message that no MIDI file may hold left out.</numerusform>
            <numerusform>%n messages that no MIDI file may hold left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n track(s) announced but not there.</source>
        <translation>
            <numerusform>%n track announced but not there.</numerusform>
            <numerusform>%n tracks announced but not there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n endless silence(s) shortened.</source>
        <translation>
            <numerusform>%n endless silence shortened.</numerusform>
            <numerusform>%n endless silences shortened.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be read any more and were left out.</source>
        <translation>
            <numerusform>%n picture could not be read any more and was left out.</numerusform>
            <numerusform>%n pictures could not be read any more and were left out.</numerusform>
        </translation>
    </message>
</context>
</TS>
